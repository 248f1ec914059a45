#include "process.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace neo::e2e {

namespace {

[[noreturn]] void become(const ProcessSetup& setup, int output, int errors) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(errors, STDERR_FILENO);
    if (!setup.folder.empty() && ::chdir(setup.folder.c_str()) != 0) ::_exit(126);
    for (const auto& [name, value] : setup.environment)
        ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    for (const auto& argument : setup.arguments)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

Process::Process(const ProcessSetup& setup) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    const char* errors_path = setup.errors.empty() ? "/dev/null" : setup.errors.c_str();
    const int errors = ::open(errors_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (errors < 0) throw std::system_error(errno, std::generic_category(), errors_path);
    id_ = ::fork();
    if (id_ == 0) become(setup, ends[1], errors);
    ::close(ends[1]);
    ::close(errors);
    output_ = ends[0];
    if (id_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
}

Process::~Process() {
    if (!ended_) {
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
    ::close(output_);
}

bool Process::fill(std::chrono::milliseconds patience) {
    pollfd waiting{output_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char chunk[65536];
    const ssize_t count = ::read(output_, chunk, sizeof chunk);
    if (count <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Process::read_line(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (const auto end = buffer_.find('\n'); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            return line;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0 || !fill(left)) return std::nullopt;
    }
}

std::string Process::read_all() {
    while (fill(std::chrono::seconds(60))) {
    }
    return std::exchange(buffer_, {});
}

void Process::signal(int number) const {
    ::kill(id_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!ended_) {
        int status = 0;
        if (::waitpid(id_, &status, WNOHANG) == id_) {
            ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
        } else if (std::chrono::steady_clock::now() >= until) {
            return std::nullopt;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    return ended_;
}

Finished run(ProcessSetup setup, std::chrono::milliseconds patience) {
    const bool own_errors = setup.errors.empty();
    if (own_errors) {
        char name[] = "/tmp/neo-e2e-errors-XXXXXX";
        const int file = ::mkstemp(name);
        if (file < 0) throw std::system_error(errno, std::generic_category(), "mkstemp");
        ::close(file);
        setup.errors = name;
    }
    Finished finished;
    {
        Process process(setup);
        std::thread reader([&] { finished.output = process.read_all(); });
        finished.status = process.wait(patience);
        if (!finished.status) process.signal(SIGKILL);
        reader.join();
    }
    finished.errors = read_file(setup.errors);
    if (own_errors) std::filesystem::remove(setup.errors);
    return finished;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace neo::e2e
