// A `neo-host serve` that a test starts, kills and starts again.
#pragma once

#include "process.hpp"

#include <csignal>

namespace neo::test {

// The program and the plugin under test: environment NEO_HOST and NEO_PLUGIN, else those of this build.
std::filesystem::path host_program();
std::filesystem::path plugin_library();

class HostProcess {
public:
    // Starts it and waits until it says that it listens or is dead. Throws with its log when it does neither. Its
    // errors go to the end of `log`, its output to a file beside it.
    HostProcess(const std::filesystem::path& config, const Environment& environment, const std::filesystem::path& log);

    int port() const noexcept { return port_; }  // 0: it died before it listened
    pid_t id() const noexcept { return process_.id(); }
    bool running() { return process_.running(); }
    // False: it still runs after that time, or ended in another way than by SIGKILL.
    bool wait_to_be_killed(std::chrono::milliseconds patience) { return process_.wait(patience) == -SIGKILL; }
    void kill();
    // It stands still, with its connections open, until it may go on.
    void suspend() { process_.signal(SIGSTOP); }
    void resume() { process_.signal(SIGCONT); }
    // Asks it to end; answers the exit status. Throws with its log when it does not.
    int stop();

private:
    const std::filesystem::path log_;
    Process process_;
    int port_ = 0;
};

}  // namespace neo::test
