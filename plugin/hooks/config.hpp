// The plugin's configuration: the "config" object of its entry in the host's configuration
// (host-sdk/reference-host/README.md: host.json).
#pragma once

#include <adapters/sql/config.hpp>
#include <plugin/base/result.hpp>
#include <plugin/domain/content_patterns.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace neo::hooks {

struct Config {
    sql::DatabaseConfig database;
    std::chrono::seconds lease{30};
    std::chrono::seconds recovery_interval{5};
    bool recovers_in_background = true;
    std::chrono::seconds shutdown_patience{10};  // for what the host or the database leaves without an answer
    int refusals_per_minute = 60;                // recorded of one actor (A8)
    std::shared_ptr<const domain::ContentPatterns> content;  // what is searched for (R5); null: the standard patterns
};

// invalid: the sentence names the key that is wrong, unknown or missing. Relative files start at `directory`. A
// "password_file" is read now; its content appears in no message.
result<Config> read_config(std::string_view json, const std::filesystem::path& directory);

// What the host asks by its flags, NEO_HOST_….
void obey(std::uint64_t host_flags, Config& config);

}  // namespace neo::hooks
