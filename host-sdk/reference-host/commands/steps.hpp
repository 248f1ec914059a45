// Steps that commands share. Each answers an error whose message names the cause and the key of the configuration.
#pragma once

#include "../config/config.hpp"
#include "../store/open.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace neo::host {

// Reads a configuration for work with the plugins: its "migrate": false holds for the known plugin's database too.
result<Config> read_configuration(const std::filesystem::path& file);

result<store::Opened> open_store(const Config& config);

// The plugin whose configuration and tables this program knows.
inline constexpr std::string_view known_plugin = "neo-promote";

// The same configuration with the known plugin doing only what it is asked: nothing is recovered in the background.
Config without_background(Config config);
// And nothing is migrated, neither here nor there: a schema that is behind is an error.
Config without_changes(Config config);

// Answers the counts, for people.
result<std::string> import_platform(sql::Pool& pool, const Config& config, const std::filesystem::path& file);

// Writes the message to stderr and answers the exit code of a command that failed.
int fail(const Error& error);

}  // namespace neo::host
