#include "host_process.hpp"

#include "files.hpp"

#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace neo::test {

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::milliseconds poll_interval{1};

std::filesystem::path from_environment(const char* name, const char* otherwise) {
    const char* const value = std::getenv(name);
    return std::filesystem::absolute(value != nullptr ? value : otherwise);
}

std::filesystem::path emptied(const std::filesystem::path& file) {
    write_file(file, "");
    return file;
}

// 0 while it is not there.
int port_in(const std::string& output) {
    constexpr std::string_view announcement = "listening on http://127.0.0.1:";
    if (!output.starts_with(announcement) || output.find('\n') == std::string::npos) return 0;
    return std::stoi(output.substr(announcement.size()));
}

}  // namespace

std::filesystem::path host_program() {
    return from_environment("NEO_HOST", NEO_BUILT_HOST);
}

std::filesystem::path plugin_library() {
    return from_environment("NEO_PLUGIN", NEO_BUILT_PLUGIN);
}

HostProcess::HostProcess(const std::filesystem::path& config, const Environment& environment,
                         const std::filesystem::path& log)
    : log_(log),
      process_({{host_program().string(), "serve", "--config", config.string()}, environment},
               emptied(log.string() + ".output"), log) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    bool running = true;
    while (port_ == 0 && running) {
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("the host does not start: " + read_file(log_));
        std::this_thread::sleep_for(poll_interval);
        running = process_.running();
        port_ = port_in(read_file(log.string() + ".output"));
    }
}

void HostProcess::kill() {
    process_.signal(SIGKILL);
    process_.wait();
}

int HostProcess::stop() {
    process_.signal(SIGTERM);
    const auto status = process_.wait(patience);
    if (!status) throw std::runtime_error("the host does not end after SIGTERM: " + read_file(log_));
    return *status;
}

}  // namespace neo::test
