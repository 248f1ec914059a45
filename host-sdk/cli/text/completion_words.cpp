#include "completion.hpp"

#include <CLI/CLI.hpp>

#include <utility>

namespace neo::cli {
namespace {

OptionWords option_words(const CLI::Option& option) {
    OptionWords words;
    for (const std::string& name : option.get_lnames())
        words.names.push_back("--" + name);
    for (const std::string& name : option.get_snames())
        words.names.push_back("-" + name);
    words.description = option.get_description();
    words.takes_value = option.get_items_expected_max() > 0;
    // "FILE", or with its choices "ROLE:{source,target,any}".
    const std::string type = option.get_type_name();
    words.is_file = type == "FILE";
    const auto open = type.find('{');
    if (open != std::string::npos)
        words.choices = CLI::detail::split(type.substr(open + 1, type.find('}') - open - 1), ',');
    return words;
}

}  // namespace

Words words_of(const CLI::App& app) {
    Words words;
    words.program = app.get_name();
    for (const CLI::Option* const option : app.get_options())
        words.options.push_back(option_words(*option));
    for (const CLI::App* const command : app.get_subcommands({})) {
        CommandWords about{command->get_name(), command->get_description(), {}, {}};
        for (const CLI::Option* const option : command->get_options()) {
            if (option == command->get_help_ptr()) continue;  // as the program's own
            (option->nonpositional() ? about.options : about.positionals).push_back(option_words(*option));
        }
        words.commands.push_back(std::move(about));
    }
    return words;
}

}  // namespace neo::cli
