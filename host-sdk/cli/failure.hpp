// How a command ends: the exit codes, which packaging/docs/neo.md promises, and what is thrown to end it early.
#pragma once

#include <stdexcept>
#include <string>

namespace neo::cli {

enum ExitCode : int {
    done = 0,
    refused = 1,      // by the rules or by what is there: not promotable, changed since the plan, unknown, failed
    wrong_usage = 2,  // arguments, configuration, or a file that cannot be read or written
    no_answer = 3,    // the server gave none, or none of this API: what became of the request may be unknown
    not_allowed = 4,  // no valid token, or a permission is missing
};

// Ends a command. `what()` is for a person; texts of a server in it are printable (text/terminal.hpp).
class Failure : public std::runtime_error {
public:
    Failure(ExitCode exit_code, const std::string& message) : std::runtime_error(message), exit_code_(exit_code) {}
    ExitCode exit_code() const noexcept { return exit_code_; }

private:
    ExitCode exit_code_;
};

}  // namespace neo::cli
