#include "completion.hpp"

#include <fmt/format.h>

#include <string_view>

namespace neo::cli {
namespace {

std::string all_names(const std::vector<OptionWords>& options) {
    std::string all;
    for (const OptionWords& option : options)
        all += fmt::format("{}{}", all.empty() ? "" : " ", fmt::join(option.names, " "));
    return all;
}

std::string all_names(const std::vector<CommandWords>& commands, std::string_view between) {
    std::string all;
    for (const CommandWords& command : commands)
        all += fmt::format("{}{}", all.empty() ? "" : between, command.name);
    return all;
}

// With a backslash before each of `special`; a quote as 'it'\''s'.
std::string quoted(std::string_view text, std::string_view special) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
            continue;
        }
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

// What bash offers as an option's value; `pattern` is how the option is known.
std::string bash_value(const std::string& pattern, const OptionWords& option) {
    std::string offer = ":";
    if (option.is_file) offer = "compopt -o filenames 2>/dev/null; offer -f";
    if (!option.choices.empty()) offer = fmt::format("offer -W '{}'", fmt::join(option.choices, " "));
    return fmt::format("        {}) {}; return ;;\n", pattern, offer);
}

std::string bash_values(const std::string& command, const std::vector<OptionWords>& options) {
    std::string cases;
    for (const OptionWords& option : options) {
        for (const std::string& name : option.names) {
            if (option.takes_value) cases += bash_value(fmt::format("'{} {}'", command, name), option);
        }
    }
    return cases;
}

std::string zsh_arguments(const std::vector<OptionWords>& options) {
    std::string arguments;
    for (const OptionWords& option : options) {
        std::string value;
        if (option.is_file) value = ":file:_files";
        if (option.takes_value && !option.is_file) value = ": : ";
        if (!option.choices.empty()) value = fmt::format(":value:({})", fmt::join(option.choices, " "));
        for (const std::string& name : option.names)
            arguments += fmt::format(" '*{}[{}]{}'", name, quoted(option.description, "[]:\\"), value);
        if (option.names.empty()) arguments += fmt::format(" '1{}'", value);
    }
    return arguments;
}

std::string fish_options(const std::string& program, const std::string& condition,
                         const std::vector<OptionWords>& options) {
    std::string lines;
    for (const OptionWords& option : options) {
        std::string line = "complete -c " + program + condition;
        for (const std::string& name : option.names)
            line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        if (option.is_file) line += " -r -F";
        if (option.takes_value && !option.is_file && !option.names.empty()) line += " -x";
        if (!option.choices.empty()) line += fmt::format(" -a '{}'", fmt::join(option.choices, " "));
        lines += fmt::format("{} -d '{}'\n", line, quoted(option.description, ""));
    }
    return lines;
}

}  // namespace

std::string bash_completion(const Words& words) {
    std::string values;
    std::string offers;
    for (const CommandWords& command : words.commands) {
        values += bash_values(command.name, command.options);
        std::string positional;
        for (const OptionWords& one : command.positionals)
            positional += one.is_file ? "; [[ $current == -* ]] || offer -f" : "";
        std::string choices;
        for (const OptionWords& one : command.positionals)
            choices += fmt::format(" {}", fmt::join(one.choices, " "));
        offers += fmt::format("        {}) offer -W '{} {}{}'{} ;;\n", command.name, all_names(command.options),
                              all_names(words.options), choices, positional);
    }
    return fmt::format(R"(# Completion of {0} in bash: source <({0} completion bash)
_{0}() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command='' word
    offer() {{
        local one
        while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen "$@" -- "$current")
    }}
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD - 1}}"; do
        case $word in {1}) command=$word; break ;; esac
    done
    case "$command $previous" in
{2}    esac
    case " $previous" in
{3}    esac
    case $command in
        '') offer -W '{4} {5}' ;;
{6}    esac
}}
complete -F _{0} {0}
)",
                       words.program, all_names(words.commands, "|"), values, bash_values("", words.options),
                       all_names(words.commands, " "), all_names(words.options), offers);
}

std::string zsh_completion(const Words& words) {
    std::string described;
    std::string cases;
    for (const CommandWords& command : words.commands) {
        described += fmt::format("        '{}:{}'\n", command.name, quoted(command.description, ":\\"));
        cases += fmt::format("        {}) _arguments $shared{}{} ;;\n", command.name, zsh_arguments(command.options),
                             zsh_arguments(command.positionals));
    }
    return fmt::format(R"(#compdef {0}
# Completion of {0} in zsh: a file _{0} in a folder of $fpath.
_{0}() {{
    local context state line
    local -a commands=(
{1}    )
    local -a shared=({2} )
    typeset -A opt_args
    _arguments -C $shared '1: :->command' '*:: :->rest' && return
    case $state in
        command) _describe command commands; return ;;
    esac
    case $words[1] in
{3}    esac
}}
if [[ $funcstack[1] == _{0} ]]; then _{0} "$@"; else compdef _{0} {0}; fi
)",
                       words.program, described, zsh_arguments(words.options), cases);
}

std::string fish_completion(const Words& words) {
    std::string lines =
        fmt::format("# Completion of {0} in fish: {0} completion fish | source\ncomplete -c {0} -f\n", words.program);
    lines += fish_options(words.program, "", words.options);
    for (const CommandWords& command : words.commands) {
        lines += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d '{}'\n", words.program, command.name,
                             quoted(command.description, ""));
        const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
        lines += fish_options(words.program, condition, command.options) +
                 fish_options(words.program, condition, command.positionals);
    }
    return lines;
}

}  // namespace neo::cli
