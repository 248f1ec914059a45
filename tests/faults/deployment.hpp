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

struct Databases {
    sql::DatabaseConfig plugin;
    sql::DatabaseConfig host;
};

// Organizations dev and uat (custom application crm), registered and mapped; user ana may do everything (token
// "token-of-ana"). Construct on the main thread.
class Deployment {
public:
    // On new databases that go with it.
    explicit Deployment(const std::string& backend) : Deployment(backend, backend) {}
    Deployment(const std::string& plugin_backend, const std::string& host_backend);
    // On these, which are there and empty.
    explicit Deployment(Databases databases);
    ~Deployment();
    Deployment(const Deployment&) = delete;

    const sql::DatabaseConfig& plugin_database() const noexcept { return databases_.plugin; }
    const sql::DatabaseConfig& host_database() const noexcept { return databases_.host; }
    const std::filesystem::path& folder() const noexcept { return folder_; }
    // The configuration file of the processes of this number.
    std::filesystem::path config(int number = 0) const;

    // Processes of this number reach the databases another way: through a proxy, or at another node.
    // They look for work to recover at this interval.
    void reroute(int number, const Databases& databases, int interval_seconds = recovery_interval_seconds) {
        write_config(number, databases, interval_seconds);
    }

    // Adds dataflows, and users ("token-of-ID") who may promote, to the host's database.
    void add(const std::vector<Source>& sources, const std::vector<std::string>& users = {});

    // `number` tells processes that run at the same time apart; they reach the databases as number 0 does unless they
    // are rerouted.
    std::unique_ptr<HostProcess> start(const Environment& environment = {}, int number = 0) const;
    Finished run(const std::vector<std::string>& command, const Environment& environment = {}) const;

private:
    Deployment(std::unique_ptr<test::TestDatabase> plugin, std::unique_ptr<test::TestDatabase> host);
    void set_up();
    void write_config(int number, const Databases& databases, int interval_seconds) const;
    std::string json(const sql::DatabaseConfig& database) const;

    const std::unique_ptr<test::TestDatabase> own_plugin_database_;  // null: the caller's
    const std::unique_ptr<test::TestDatabase> own_host_database_;
    const Databases databases_;
    const std::filesystem::path folder_ = test::new_folder("faults", {});
};

}  // namespace neo::faults
