#include "host_process.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace neo::faults {

namespace {

constexpr std::chrono::seconds start_patience{60};
constexpr std::chrono::milliseconds poll_interval{5};

std::string from_environment(const char* name, const char* otherwise) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : otherwise;
}

std::vector<std::string> command_line(const std::vector<std::string>& command, const std::filesystem::path& config,
                                      const Environment& environment) {
    std::vector<std::string> line{"env"};
    for (const auto& [name, value] : environment)
        line.push_back(name + "=" + value);
    line.push_back(host_program());
    line.insert(line.end(), command.begin(), command.end());
    line.insert(line.end(), {"--config", config.string()});
    return line;
}

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// 0 while it is not there.
int port_in(const std::string& log) {
    constexpr std::string_view sign = "listening on http://127.0.0.1:";
    const auto at = log.find(sign);
    if (at == std::string::npos || log.find('\n', at) == std::string::npos) return 0;
    return std::atoi(log.c_str() + at + sign.size());
}

}  // namespace

std::string host_program() {
    return from_environment("NEO_HOST", NEO_BUILT_HOST);
}

std::string plugin_library() {
    return from_environment("NEO_PLUGIN", NEO_BUILT_PLUGIN);
}

HostProcess::HostProcess(const std::filesystem::path& config, const Environment& environment,
                         const std::filesystem::path& log)
    : process_((std::filesystem::remove(log), command_line({"serve"}, config, environment)), {}, log) {
    const auto deadline = std::chrono::steady_clock::now() + start_patience;
    while ((port_ = port_in(read(log))) == 0) {
        if (!process_.running()) {
            port_ = port_in(read(log));
            return;
        }
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("the host does not start: " + read(log));
        std::this_thread::sleep_for(poll_interval);
    }
}

bool HostProcess::wait_to_be_killed(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (process_.running()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(poll_interval);
    }
    return process_.wait() == 128 + SIGKILL;
}

void HostProcess::kill() {
    process_.signal(SIGKILL);
    process_.wait();
}

int HostProcess::stop() {
    process_.signal(SIGTERM);
    return process_.wait();
}

Finished run_command(const std::vector<std::string>& command, const std::filesystem::path& config,
                     const Environment& environment, const std::filesystem::path& log) {
    std::filesystem::remove(log);
    test::Process process(command_line(command, config, environment), {}, log);
    const int status = process.wait();
    return {status, read(log)};
}

}  // namespace neo::faults
