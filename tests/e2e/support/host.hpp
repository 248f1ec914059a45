// A host in a folder of its own, as most tests want it: one process, on databases of its own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tests/support/host_folder.hpp>
#include <tests/support/test_database.hpp>
#include <vector>

namespace neo::e2e {

using test::Finished;
using test::host_program;
using test::plugin_library;
using test::read_file;
using test::run;
using test::write_file;

class Host {
public:
    // Writes host.json and platform.json; starts nothing yet. `backend` is sqlite, postgresql or mysql: both databases
    // are new and empty, on SQLite files below var/ of the folder.
    Host(const std::string& backend, std::string_view platform);

    // Starts and waits until it listens. Throws, with what the host said, if it does not. `environment` is added to
    // that of the test.
    void start(const test::Environment& environment = {});
    // Asks it to end (SIGTERM); answers its exit status.
    int stop();
    // Ends it at once (SIGKILL).
    void kill();

    // Writes host.json again without the platform file.
    void forget_platform_file();
    std::filesystem::path configuration_file() const { return folder_.config(); }

    const std::filesystem::path& folder() const { return folder_.path(); }
    int port() const { return process_->port(); }
    pid_t process_id() const { return process_->id(); }
    std::string log() const { return folder_.log(); }

    // Runs `neo-host COMMAND --config host.json [arguments…]` to its end.
    Finished command(const std::string& command, const std::vector<std::string>& arguments = {}) const {
        return folder_.run(command, arguments);
    }

private:
    const test::HostFolder folder_;
    std::unique_ptr<test::TestDatabase> store_;  // unset on SQLite
    std::unique_ptr<test::TestDatabase> promotions_;
    test::HostSettings settings_;
    std::unique_ptr<test::HostProcess> process_;
};

}  // namespace neo::e2e
