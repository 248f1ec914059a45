// A program started by a test: its standard output is read line by line, its standard error goes to a file.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace neo::e2e {

struct ProcessSetup {
    std::vector<std::string> arguments;              // the first is the program
    std::map<std::string, std::string> environment;  // added to that of the test
    std::filesystem::path folder;                    // where it runs; empty: where the test runs
    std::filesystem::path errors;                    // file for its standard error
};

// Not thread-safe. A process that is still there at destruction is killed; it also dies with the test.
class Process {
public:
    explicit Process(const ProcessSetup& setup);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    // The next line of the standard output without its end; unset: it ended, or nothing came in time.
    std::optional<std::string> read_line(std::chrono::milliseconds patience);

    // Everything on the standard output until it ends.
    std::string read_all();

    void signal(int number) const;

    // The exit status, or minus the number of the signal that ended it; unset: it still runs.
    std::optional<int> wait(std::chrono::milliseconds patience);

    pid_t id() const { return id_; }

private:
    bool fill(std::chrono::milliseconds patience);

    pid_t id_ = -1;
    int output_ = -1;
    std::string buffer_;
    std::optional<int> ended_;
};

struct Finished {
    std::optional<int> status;  // as of Process::wait; unset: it did not end in time and was killed
    std::string output;
    std::string errors;
};

// Runs a program to its end.
Finished run(ProcessSetup setup, std::chrono::milliseconds patience = std::chrono::seconds(30));

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace neo::e2e
