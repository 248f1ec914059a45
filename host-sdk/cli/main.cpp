// neo: the command line over Neo Promote's REST API (packaging/docs/neo.md).
#include "commands/commands.hpp"
#include "failure.hpp"
#include "server/api.hpp"
#include "settings.hpp"
#include "text/promotion_text.hpp"
#include "text/terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace neo::cli;

constexpr const char* footer = R"(
`neo --help` shows what every command takes, `neo COMMAND --help` what one takes besides. An option goes before the
environment, and that before the configuration file
($XDG_CONFIG_HOME/neo/config.toml, usually ~/.config/neo/config.toml).

Exit codes:
  0  done
  1  refused: the rules forbid it, it changed since it was planned, or it is not there
  2  wrong usage: arguments, configuration, or a file that cannot be read or written
  3  no answer, or it is not known yet what came of it
  4  not allowed: no valid token, or a permission is missing)";

// What the parser says of arguments that it does not know holds their values, and one of them may be a token.
std::string unknown_arguments(const CLI::App& app) {
    std::string names;
    for (const std::string& argument : app.remaining(true)) {
        if (argument.starts_with("-")) names += " " + printable(argument.substr(0, argument.find('=')));
    }
    if (names.starts_with(" --token"))
        return "a token is not taken as an argument, which others can see: put it into a file, for --token-file";
    return names.empty() ? "there are more arguments than the command takes" : "unknown:" + names;
}

int wrong_arguments(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    const bool is_unknown = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    fmt::print(stderr, "neo: {}\nMore: neo --help\n", is_unknown ? unknown_arguments(app) : printable(error.what()));
    return wrong_usage;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);  // the token is for nobody else
    prepare_terminal();

    CLI::App app("Promotes dataflows from one organization to another, and shows what would come and what came of it",
                 "neo");
    app.set_version_flag("--version", std::string("neo ") + NEO_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(footer);
    Settings settings;
    add_settings(app, settings);
    const std::vector<Command> commands{
        add_plan(app, settings),   add_promote(app, settings), add_history(app, settings), add_where(app, settings),
        add_origin(app, settings), add_board(app, settings),   add_people(app, settings),  add_completion(app)};
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return wrong_arguments(app, error);
    }

    try {
        return std::ranges::find_if(commands, [](const Command& one) { return one.parser->parsed(); })->run();
    } catch (const Problem& problem) {
        const Paint paint(STDERR_FILENO);
        fmt::print(stderr, "neo: not done\n{}", problem_text(problem.document().value, paint));
        if (settings.json) print_json(problem.document().text);
        return problem.exit_code();
    } catch (const Failure& failure) {
        fmt::print(stderr, "neo: {}\n", failure.what());
        return failure.exit_code();
    } catch (const std::exception& error) {
        fmt::print(stderr, "neo: {}\n", printable(error.what()));
        return no_answer;
    }
}
