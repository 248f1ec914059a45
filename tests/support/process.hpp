// A program that a test starts and ends. It dies with the test, whatever becomes of that.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace neo::test {

class Process {
public:
    // `user`: run as this user when the test runs as root, which database servers refuse; empty: as the test.
    // Output and errors go to `log`.
    Process(const std::vector<std::string>& command, const std::string& user, const std::filesystem::path& log);
    ~Process();
    Process(const Process&) = delete;

    pid_t id() const noexcept { return id_; }
    bool running();
    void signal(int number);
    // Waits for the end. The exit status, or 128 + the signal.
    int wait();

private:
    pid_t id_ = -1;
    int status_ = -1;
};

// Runs a command to its end; throws with its output when it fails.
void run(const std::vector<std::string>& command, const std::string& user, const std::filesystem::path& log);

// A free port of 127.0.0.1, below those that Linux gives to connections, so that none of them takes it while its server
// is down.
int free_port();

// A new folder that `user` owns, on a disk of memory when there is room.
std::filesystem::path new_folder(const std::string& name, const std::string& user);

}  // namespace neo::test
