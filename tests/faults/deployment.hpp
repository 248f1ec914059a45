// One installation that outlives its processes: configuration, platform and the two databases.
#pragma once

#include "host_process.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <tests/support/test_database.hpp>
#include <vector>

namespace neo::faults {

inline constexpr int lease_seconds = 1;
inline constexpr int recovery_interval_seconds = 1;

// A dataflow of organization dev, with approved versions 1 and 2 on the trigger POST /ID.
struct Source {
    std::string dataflow;
};

// Organizations dev and uat (custom application crm), registered and mapped; user ana may do everything (token
// "token-of-ana"). Construct on the main thread.
class Deployment {
public:
    explicit Deployment(const std::string& backend);
    ~Deployment();
    Deployment(const Deployment&) = delete;

    const std::string& backend() const noexcept { return plugin_database_->config().backend; }
    const sql::DatabaseConfig& plugin_database() const noexcept { return plugin_database_->config(); }
    const sql::DatabaseConfig& host_database() const noexcept { return host_database_->config(); }
    const std::filesystem::path& folder() const noexcept { return folder_; }
    std::filesystem::path config() const { return folder_ / "host.json"; }

    // Adds dataflows, and users ("token-of-ID") who may promote, to the host's database.
    void add(const std::vector<Source>& sources, const std::vector<std::string>& users = {});

    // `number` tells processes that run at the same time apart.
    std::unique_ptr<HostProcess> start(const Environment& environment = {}, int number = 0) const;
    Finished run(const std::vector<std::string>& command, const Environment& environment = {}) const;

    // For databases behind a proxy: what host.json says instead.
    void connect_to(const std::string& plugin_connection, const std::string& host_connection);

private:
    void write_config(const std::string& plugin_json, const std::string& host_json) const;
    void map_organizations() const;

    std::unique_ptr<test::TestDatabase> plugin_database_;
    std::unique_ptr<test::TestDatabase> host_database_;
    std::filesystem::path folder_;
};

}  // namespace neo::faults
