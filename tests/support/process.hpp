// A program that a test starts and ends. It dies with the test, whatever becomes of that.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace neo::test {

using Environment = std::map<std::string, std::string>;

struct Command {
    std::vector<std::string> arguments;  // the first is the program
    Environment environment = {};        // added to that of the test
    std::filesystem::path folder = {};   // where it runs; empty: the root
    std::string user =
        {};  // whom it runs as when the test runs as root, which database servers refuse; empty: the same
};

class Process {
public:
    // Its standard output goes to the end of one file, its standard error to that of another.
    Process(const Command& command, const std::filesystem::path& output, const std::filesystem::path& errors);
    // Both go to `log`.
    Process(const std::vector<std::string>& arguments, const std::string& user, const std::filesystem::path& log)
        : Process({.arguments = arguments, .user = user}, log, log) {}
    ~Process();
    Process(const Process&) = delete;

    pid_t id() const noexcept { return id_; }
    bool running();
    void signal(int number);
    // Waits for the end. The exit status, or minus the number of the signal that ended it.
    int wait();
    // Unset: it still runs after that time.
    std::optional<int> wait(std::chrono::milliseconds patience);

private:
    pid_t id_ = -1;
    std::optional<int> ended_;
};

struct Finished {
    std::optional<int> status;  // as of Process::wait; unset: it did not end in time and was killed
    std::string output;
    std::string errors;
};

// Runs a command to its end.
Finished run(const Command& command, std::chrono::milliseconds patience = std::chrono::seconds(60));

// Runs a command that must succeed; throws with its output when it fails.
void run_well(const std::vector<std::string>& arguments, const std::string& user);

// A free port of 127.0.0.1, below those that Linux gives to connections, so that none of them takes it while its server
// is down.
int free_port();

// A new folder that `user` owns, on a disk of memory when there is room; with environment NEO_TEST_SERVERS_ON_DISK,
// which benchmarks set, never there.
std::filesystem::path new_folder(const std::string& name, const std::string& user);

// A new file that only `user` can read.
void write_secret(const std::filesystem::path& file, const std::string& text, const std::string& user);

}  // namespace neo::test
