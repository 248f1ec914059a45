#include "server.hpp"

#include "files.hpp"
#include "mariadb_server.hpp"
#include "postgresql_server.hpp"

#include <fstream>
#include <optional>
#include <signal.h>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace neo::test {
namespace {

// The state letter and the parent of a process; nothing when it has gone.
std::optional<std::pair<char, pid_t>> stat_of(pid_t process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(stat)), {});
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream fields(text.substr(name_end + 1));
    std::pair<char, pid_t> found;
    fields >> found.first >> found.second;
    return found;
}

// PostgreSQL's connections are processes of their own.
std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> children;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string id = entry.path().filename().string();
        if (id.find_first_not_of("0123456789") != std::string::npos) continue;
        const auto stat = stat_of(std::stoi(id));
        if (stat && stat->second == parent) children.push_back(std::stoi(id));
    }
    return children;
}

// One that has ended is in every state that a test waits for.
void wait_until(pid_t process, char state) {
    for (auto stat = stat_of(process); stat && stat->first != state && stat->first != 'Z'; stat = stat_of(process)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

}  // namespace

Server::Server(const std::string& name, std::string user, int stop_signal)
    : stop_signal_(stop_signal), user_(std::move(user)), folder_(new_folder(name, user_)), port_(free_port()) {
    write_secret(password_file(), password(), user_);
}

Server::~Server() {
    if (process_ != nullptr && process_->running()) {
        resume();
        process_->signal(stop_signal_);
        process_->wait();
    }
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
}

void Server::start() {
    process_ = std::make_unique<Process>(command(), user_, log());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (process_->running() && std::chrono::steady_clock::now() < deadline) {
        if (answers()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("the test server does not start: " + read_file(log()));
}

void Server::stop() {
    process_->signal(stop_signal_);
    process_->wait();
}

void Server::kill() {
    // A connection's process that outlives the first one holds the memory they share, and no server starts beside it.
    suspend();
    const auto children = children_of(process_->id());
    signal_all(SIGKILL);
    process_->wait();
    for (const pid_t child : children)
        wait_until(child, 'Z');
}

void Server::signal_all(int number) {
    const auto children = children_of(process_->id());
    process_->signal(number);
    for (const pid_t child : children)
        ::kill(child, number);
    if (number != SIGSTOP) return;
    wait_until(process_->id(), 'T');
    for (const pid_t child : children)
        wait_until(child, 'T');
}

void Server::suspend() {
    signal_all(SIGSTOP);
}

void Server::resume() {
    signal_all(SIGCONT);
}

Server& shared_server(const std::string& backend) {
    if (backend == "postgresql") {
        static PostgresqlServer server;
        return server;
    }
    if (backend == "mysql") {
        static MariadbServer server;
        return server;
    }
    throw std::runtime_error("there is no test server for " + backend);
}

}  // namespace neo::test
