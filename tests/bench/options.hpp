// What the command line of a benchmark says. All have "--against DIR", "--backends A,B" and "--json FILE".
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace neo::bench {

struct Options {
    std::filesystem::path against;
    std::vector<std::string> backends;
    std::filesystem::path json_file;
};

// Adds the common ones to `program`, parses, and runs `work`. Answers the program's exit status.
int run_benchmark(CLI::App& program, Options& options, int argument_count, char** arguments,
                  const std::function<void()>& work);

}  // namespace neo::bench
