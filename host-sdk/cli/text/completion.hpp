// Scripts that complete a program's commands and options, written from what its parser knows, so that they say the
// same.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace neo::cli {

struct OptionWords {
    std::vector<std::string> names;  // with their dashes
    std::string description;
    bool takes_value = false;
    bool is_file = false;
    std::vector<std::string> choices;  // empty: any value
};

struct CommandWords {
    std::string name;
    std::string description;
    std::vector<OptionWords> options;
    std::vector<OptionWords> positionals;  // at most one is used; without names
};

struct Words {
    std::string program;
    std::vector<OptionWords> options;  // of every command
    std::vector<CommandWords> commands;
};

Words words_of(const CLI::App& app);

std::string bash_completion(const Words& words);
std::string zsh_completion(const Words& words);
std::string fish_completion(const Words& words);

}  // namespace neo::cli
