// What every command needs to know: which server, as whom, and how to print. An option goes before the environment, and
// that before the configuration file.
#pragma once

#include "server/http.hpp"

#include <string>

namespace CLI {
class App;
}

namespace neo::cli {

struct Settings {
    std::string url;
    std::string token_file;
    std::string ca_file;
    int timeout_seconds = 60;
    bool json = false;
};

// Adds the options that all commands share, and the configuration file. `settings` is filled by `app.parse` and
// outlives it.
void add_settings(CLI::App& app, Settings& settings);

// Where to ask, with the token of a file or the environment. Throws Failure, which never tells the token.
Connection connection_of(const Settings& settings);

}  // namespace neo::cli
