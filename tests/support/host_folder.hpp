// A folder in which real `neo-host`s run with the real plugin: their configuration files and their logs.
#pragma once

#include "files.hpp"
#include "host_process.hpp"

#include <adapters/sql/config.hpp>

#include <memory>
#include <string>
#include <vector>

namespace neo::test {

struct Databases {
    sql::DatabaseConfig plugin;
    sql::DatabaseConfig host;
};

struct HostSettings {
    Databases databases;
    std::string platform_file = {};  // empty: none
    int lease_seconds = 30;
    int recovery_interval_seconds = 5;
};

class HostFolder {
public:
    const std::filesystem::path& path() const noexcept { return folder_.path(); }
    // Where the hosts of this number find their settings; as number 0 unless they have their own.
    std::filesystem::path config(int number = 0) const;
    void configure(const HostSettings& settings, int number = 0) const;

    // Starts a host on a free port. `environment` is added to that of the test; `number` tells hosts that run at the
    // same time apart.
    std::unique_ptr<HostProcess> start(const Environment& environment = {}, int number = 0) const;
    // Runs `neo-host COMMAND --config CONFIG [arguments…]` to its end.
    Finished run(const std::string& command, const std::vector<std::string>& arguments = {},
                 const Environment& environment = {}) const;
    // What the hosts of this number said, all of them.
    std::string log(int number = 0) const { return read_file(log_file(number)); }

private:
    std::filesystem::path log_file(int number) const;
    std::filesystem::path own_config(int number) const;

    const TemporaryFolder folder_;
};

}  // namespace neo::test
