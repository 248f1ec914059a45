// Steps that commands share. Each answers an error whose message names the cause and the key of the configuration.
#pragma once

#include "../config/config.hpp"
#include "../store/open.hpp"

#include <filesystem>
#include <string>

namespace neo::host {

result<store::Opened> open_store(const Config& config);

// Answers the counts, for people.
result<std::string> import_platform(sql::Pool& pool, const Config& config, const std::filesystem::path& file);

// Writes the message to stderr and answers the exit code of a command that failed.
int fail(const Error& error);

}  // namespace neo::host
