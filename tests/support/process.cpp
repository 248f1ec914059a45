#include "process.hpp"

#include "files.hpp"
#include "loopback.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <pwd.h>
#include <random>
#include <signal.h>
#include <stdexcept>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace neo::test {
namespace {

// Null: stay who we are.
const passwd* account(const std::string& user) {
    if (user.empty() || ::geteuid() != 0) return nullptr;
    const passwd* const found = ::getpwnam(user.c_str());
    if (found == nullptr) throw std::runtime_error("there is no user " + user + " to run a test server as");
    return found;
}

void give(const std::filesystem::path& path, const std::string& user) {
    const passwd* const to = account(user);
    if (to != nullptr && ::chown(path.c_str(), to->pw_uid, to->pw_gid) != 0)
        throw std::runtime_error("cannot give " + path.string() + " to " + user);
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (const std::string& text : texts)
        all.push_back(const_cast<char*>(text.c_str()));
    all.push_back(nullptr);
    return all;
}

int open_at_end(const std::filesystem::path& file) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (opened < 0) throw std::runtime_error("cannot write " + file.string());
    return opened;
}

int status_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

Process::Process(const Command& command, const std::filesystem::path& output, const std::filesystem::path& errors) {
    // The child of a program of several threads had better not allocate.
    std::vector<std::string> variables;
    for (const auto& [name, value] : command.environment)
        variables.push_back(name + "=" + value);
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        if (!command.environment.contains(std::string(text.substr(0, text.find('='))))) variables.emplace_back(text);
    }
    const auto environment = pointers(variables);
    const auto arguments = pointers(command.arguments);
    const passwd* const as = account(command.user);
    const char* const folder = command.folder.empty() ? "/" : command.folder.c_str();
    const pid_t parent = ::getpid();
    const int out = open_at_end(output);
    const int err = open_at_end(errors);

    id_ = ::fork();
    if (id_ != 0) {
        ::close(out);
        ::close(err);
        if (id_ < 0) throw std::runtime_error("cannot fork");
        return;
    }
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    if (as != nullptr &&
        (::initgroups(as->pw_name, as->pw_gid) != 0 || ::setgid(as->pw_gid) != 0 || ::setuid(as->pw_uid) != 0)) {
        ::_exit(126);
    }
    // After the change of user, which would clear it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent || ::chdir(folder) != 0) ::_exit(126);
    ::execvpe(arguments[0], arguments.data(), environment.data());
    ::_exit(127);
}

Process::~Process() {
    if (!running()) return;
    signal(SIGKILL);
    wait();
}

bool Process::running() {
    return !wait(std::chrono::milliseconds(0));
}

void Process::signal(int number) {
    if (running()) ::kill(id_, number);
}

int Process::wait() {
    int status = 0;
    if (!ended_ && ::waitpid(id_, &status, 0) == id_) ended_ = status_of(status);
    return ended_.value();
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!ended_) {
        int status = 0;
        if (::waitpid(id_, &status, WNOHANG) == id_) {
            ended_ = status_of(status);
        } else if (std::chrono::steady_clock::now() >= deadline) {
            break;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    return ended_;
}

Finished run(const Command& command, std::chrono::milliseconds patience) {
    const TemporaryFolder folder;
    const auto output = folder.path() / "output";
    const auto errors = folder.path() / "errors";
    Finished finished;
    {
        Process process(command, output, errors);
        finished.status = process.wait(patience);
    }
    finished.output = read_file(output);
    finished.errors = read_file(errors);
    return finished;
}

void run_well(const std::vector<std::string>& arguments, const std::string& user) {
    const Finished finished = run({.arguments = arguments, .user = user});
    if (finished.status != 0) throw std::runtime_error(arguments[0] + " failed: " + finished.output + finished.errors);
}

int free_port() {
    constexpr int first = 10000;
    constexpr int last = 32767;
    std::random_device random;
    std::uniform_int_distribution<int> ports(first, last);
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const int port = ports(random);
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(port);
        const bool free = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(listener);
        if (free) return port;
    }
    throw std::runtime_error("there is no free port");
}

std::filesystem::path new_folder(const std::string& name, const std::string& user) {
    constexpr std::uintmax_t room = 4ULL << 30;
    std::error_code error;
    const std::filesystem::path memory = "/dev/shm";
    const bool fits = std::getenv("NEO_TEST_SERVERS_ON_DISK") == nullptr &&
                      std::filesystem::space(memory, error).available > room && !error;
    std::string pattern = (fits ? memory : std::filesystem::temp_directory_path()) / ("neo-" + name + "-XXXXXX");
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot create the folder " + pattern);
    give(pattern, user);
    return pattern;
}

void write_secret(const std::filesystem::path& file, const std::string& text, const std::string& user) {
    std::ofstream out(file);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    give(file, user);
    if (!(out << text).flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace neo::test
