// The program `neo` as somebody runs it: with a home of its own, and settings from nowhere else.
#pragma once

#include <string>
#include <tests/support/files.hpp>
#include <tests/support/process.hpp>
#include <vector>

namespace neo::clitest {

using test::Environment;
using test::Finished;
using test::read_file;
using test::write_file;

class Neo {
public:
    // Asks that host as who has the token; what is empty is not set.
    explicit Neo(std::string url = "", std::string token = "");

    Finished operator()(const std::vector<std::string>& arguments, const Environment& environment = {}) const;
    // A script for bash in the home, where `neo` is a command.
    Finished shell(const std::string& script, const Environment& environment = {}) const;
    // The same command on a terminal: what would be seen there, and its exit code.
    Finished on_terminal(const std::string& command, const Environment& environment = {}) const;

    std::filesystem::path file(const std::string& name) const { return home_.path() / name; }
    // Writes the usual configuration file.
    void configure(const std::string& text) const;
    // Writes a token that nobody else can read; answers the file's name.
    std::string write_token(const std::string& name, const std::string& token) const;

private:
    Environment with_settings(Environment environment) const;

    const test::TemporaryFolder home_;
    std::string url_;
    std::string token_file_;
};

// The lines of an output, without their ends.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace neo::clitest
