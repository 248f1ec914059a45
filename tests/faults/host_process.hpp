// A `neo-host serve` that a test starts, kills and starts again.
#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tests/support/process.hpp>
#include <vector>

namespace neo::faults {

using Environment = std::map<std::string, std::string>;

// The program and the plugin under test: environment NEO_HOST and NEO_PLUGIN, else those of this build.
std::string host_program();
std::string plugin_library();

class HostProcess {
public:
    // Starts it and waits until it listens or is dead.
    HostProcess(const std::filesystem::path& config, const Environment& environment, const std::filesystem::path& log);

    int port() const noexcept { return port_; }  // 0: it died before it listened
    bool running() { return process_.running(); }
    // False: it still runs after that time, or ended in another way than by SIGKILL.
    bool wait_to_be_killed(std::chrono::milliseconds patience);
    void kill();
    // It stands still, with its connections open, until it may go on.
    void suspend() { process_.signal(SIGSTOP); }
    void resume() { process_.signal(SIGCONT); }
    // Asks it to end; answers the exit status.
    int stop();

private:
    test::Process process_;
    int port_ = 0;
};

// Runs `neo-host COMMAND… --config CONFIG` to its end.
struct Finished {
    int status = 0;  // or 128 + the signal
    std::string output;
};
Finished run_command(const std::vector<std::string>& command, const std::filesystem::path& config,
                     const Environment& environment, const std::filesystem::path& log);

}  // namespace neo::faults
