// A real `neo-host` with the real plugin, started by a test in a folder of its own on a free port.
#pragma once

#include "process.hpp"
#include "temporary_folder.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tests/support/test_database.hpp>

namespace neo::e2e {

// The program and the plugin under test: environment NEO_HOST and NEO_PLUGIN, else those of this build.
std::filesystem::path host_program();
std::filesystem::path plugin_library();

class Host {
public:
    // Writes host.json and platform.json; starts nothing yet. `backend` is sqlite, postgresql or mysql: both databases
    // are new and empty, on SQLite files below var/ of the folder.
    Host(const std::string& backend, std::string_view platform);

    // Starts and waits for "listening on …". Throws, with what the host said, if that does not come. `environment` is
    // added to that of the test.
    void start(const std::map<std::string, std::string>& environment = {});
    // Asks it to end (SIGTERM); answers its exit status.
    int stop();
    // Ends it at once (SIGKILL).
    void kill();

    // The text of host.json; `platform` false leaves the platform file out.
    std::string configuration(bool platform = true) const;
    std::filesystem::path configuration_file() const { return folder_.path() / "host.json"; }

    const std::filesystem::path& folder() const { return folder_.path(); }
    int port() const { return port_; }
    pid_t process_id() const { return process_->id(); }
    std::string log() const { return read_file(folder_.path() / "log.txt"); }

    // Runs `neo-host COMMAND --config host.json [arguments…]` to its end.
    Finished command(const std::string& command, const std::vector<std::string>& arguments = {}) const;

private:
    TemporaryFolder folder_;
    std::unique_ptr<test::TestDatabase> store_;  // unset on SQLite
    std::unique_ptr<test::TestDatabase> promotions_;
    std::unique_ptr<Process> process_;
    int port_ = 0;
};

}  // namespace neo::e2e
