// One installation that outlives its processes: configuration, platform and the two databases.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <tests/support/host_folder.hpp>
#include <tests/support/test_database.hpp>
#include <vector>

namespace neo::faults {

using test::Databases;
using test::Environment;
using test::Finished;
using test::host_program;
using test::HostProcess;
using test::plugin_library;

inline constexpr int lease_seconds = 1;
inline constexpr int recovery_interval_seconds = 1;

// A dataflow of organization dev, with approved versions 1 and 2 on the trigger POST /ID.
struct Source {
    std::string dataflow;
};

// Organizations dev and uat (custom application crm), registered and mapped; user ana may do everything (token
// "token-of-ana-0123456789"). Construct on the main thread.
class Deployment {
public:
    // On new databases that go with it.
    explicit Deployment(const std::string& backend) : Deployment(backend, backend) {}
    Deployment(const std::string& plugin_backend, const std::string& host_backend);
    // On these, which are there and empty.
    explicit Deployment(Databases databases);
    Deployment(const Deployment&) = delete;

    const sql::DatabaseConfig& plugin_database() const noexcept { return databases_.plugin; }
    const sql::DatabaseConfig& host_database() const noexcept { return databases_.host; }
    const std::filesystem::path& folder() const noexcept { return folder_.path(); }
    // The configuration file of the processes of this number.
    std::filesystem::path config(int number = 0) const { return folder_.config(number); }

    // Processes of this number reach the databases another way: through a proxy, or at another node.
    // They look for work to recover at this interval.
    void reroute(int number, const Databases& databases, int interval_seconds = recovery_interval_seconds) {
        folder_.configure({databases, {}, lease_seconds, interval_seconds}, number);
    }

    // Adds dataflows, and users ("token-of-ID-0123456789") who may promote, to the host's database.
    void add(const std::vector<Source>& sources, const std::vector<std::string>& users = {});

    // `number` tells processes that run at the same time apart; they reach the databases as number 0 does unless they
    // are rerouted.
    std::unique_ptr<HostProcess> start(const Environment& environment = {}, int number = 0) const {
        return folder_.start(environment, number);
    }
    Finished run(const std::string& command, const std::vector<std::string>& arguments = {},
                 const Environment& environment = {}) const {
        return folder_.run(command, arguments, environment);
    }

private:
    Deployment(std::unique_ptr<test::TestDatabase> plugin, std::unique_ptr<test::TestDatabase> host);
    void set_up();

    const std::unique_ptr<test::TestDatabase> own_plugin_database_;  // null: the caller's
    const std::unique_ptr<test::TestDatabase> own_host_database_;
    const Databases databases_;
    const test::HostFolder folder_;
};

}  // namespace neo::faults
