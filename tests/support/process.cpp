#include "process.hpp"

#include <arpa/inet.h>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <random>
#include <signal.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
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

}  // namespace

Process::Process(const std::vector<std::string>& command, const std::string& user, const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const passwd* const as = account(user);
    const pid_t parent = ::getpid();

    id_ = ::fork();
    if (id_ < 0) throw std::runtime_error("cannot fork");
    if (id_ > 0) return;
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (as != nullptr &&
        (::initgroups(as->pw_name, as->pw_gid) != 0 || ::setgid(as->pw_gid) != 0 || ::setuid(as->pw_uid) != 0)) {
        ::_exit(126);
    }
    // After the change of user, which would clear it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent || ::chdir("/") != 0) ::_exit(126);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

Process::~Process() {
    if (!running()) return;
    signal(SIGKILL);
    wait();
}

bool Process::running() {
    if (status_ >= 0) return false;
    int status = 0;
    if (::waitpid(id_, &status, WNOHANG) == 0) return true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return false;
}

void Process::signal(int number) {
    if (running()) ::kill(id_, number);
}

int Process::wait() {
    if (status_ < 0) {
        int status = 0;
        ::waitpid(id_, &status, 0);
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return status_;
}

void run(const std::vector<std::string>& command, const std::string& user, const std::filesystem::path& log) {
    Process process(command, user, log);
    if (process.wait() == 0) return;
    std::ostringstream output;
    output << std::ifstream(log).rdbuf();
    throw std::runtime_error(command[0] + " failed: " + output.str());
}

int free_port() {
    constexpr int first = 10000;
    constexpr int last = 32767;
    std::random_device random;
    std::uniform_int_distribution<int> ports(first, last);
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const int port = ports(random);
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
        address.sin_port = ::htons(static_cast<std::uint16_t>(port));
        const bool free = ::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(listener);
        if (free) return port;
    }
    throw std::runtime_error("there is no free port");
}

std::filesystem::path new_folder(const std::string& name, const std::string& user) {
    constexpr std::uintmax_t room = 4ULL << 30;
    std::error_code error;
    const std::filesystem::path memory = "/dev/shm";
    const bool fits = std::filesystem::space(memory, error).available > room && !error;
    std::string pattern = (fits ? memory : std::filesystem::temp_directory_path()) / ("neo-" + name + "-XXXXXX");
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot create the folder " + pattern);
    if (const passwd* const as = account(user)) {
        if (::chown(pattern.c_str(), as->pw_uid, as->pw_gid) != 0) throw std::runtime_error("cannot chown " + pattern);
    }
    return pattern;
}

}  // namespace neo::test
