// The configuration file of neo-host (host-sdk/reference-host/README.md).
#pragma once

#include "credentials.hpp"
#include "limits.hpp"
#include "public_url.hpp"

#include <adapters/sql/config.hpp>
#include <plugin/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace neo::host {

struct PluginConfig {
    std::filesystem::path library;  // absolute
    std::string config;             // a JSON object, environment variables in place
};

struct Config {
    std::filesystem::path file;
    std::filesystem::path directory;  // of the file: relative paths start here
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;                 // 0: a free one
    std::vector<std::string> trusted_proxies;  // IP addresses: what they say of a client's address is believed
    PublicUrl public_url;
    Limits limits;
    SessionLimits sessions;
    std::optional<std::filesystem::path> security_log;  // absolute; unset: stderr
    std::string cluster = "default";
    bool migrate = true;  // false: no database is migrated, neither the host's nor a plugin's
    sql::DatabaseConfig store;
    std::optional<std::filesystem::path> platform_file;  // absolute
    std::vector<PluginConfig> plugins;
};

// Reads a configuration. Error invalid names the file and the key; it never holds a secret.
result<Config> load_config(const std::filesystem::path& file);

}  // namespace neo::host
