// Steps that commands share. Each answers an error whose message names the cause and the key of the configuration.
#pragma once

#include "../config/config.hpp"
#include "../security_log.hpp"
#include "../store/open.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace neo::host {

result<store::Opened> open_store(const Config& config);

// An error names the key.
result<std::unique_ptr<SecurityLog>> open_security_log(const Config& config);

// Answers the counts, for people. Tells the security log what came of it.
result<std::string> import_platform(sql::Pool& pool, const Config& config, SecurityLog& security_log,
                                    const std::filesystem::path& file);

// Writes the message to stderr and answers the exit code of a command that failed.
int fail(const Error& error);

}  // namespace neo::host
