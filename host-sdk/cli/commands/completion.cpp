#include "commands.hpp"

#include <host-sdk/cli/text/completion.hpp>
#include <host-sdk/cli/text/terminal.hpp>

#include <CLI/CLI.hpp>

#include <memory>

namespace neo::cli {

Command add_completion(CLI::App& app) {
    const auto shell = std::make_shared<std::string>();
    CLI::App* const parser =
        app.add_subcommand("completion", "print a script that completes commands and options in a shell");
    parser->add_option("SHELL", *shell, "which shell")
        ->type_name("SHELL")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    return {parser, [shell, &app] {
                const Words words = words_of(app);
                print(*shell == "bash"  ? bash_completion(words)
                      : *shell == "zsh" ? zsh_completion(words)
                                        : fish_completion(words));
                return done;
            }};
}

}  // namespace neo::cli
