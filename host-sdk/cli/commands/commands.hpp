// The commands of neo, one file each. Each adds itself with its options to the program, whose parsing fills them.
#pragma once

#include <host-sdk/cli/failure.hpp>
#include <host-sdk/cli/settings.hpp>

#include <functional>

namespace neo::cli {

struct Command {
    CLI::App* parser;
    std::function<ExitCode()> run;  // throws Failure and std::exception
};

// What a promotion would meet and do.
Command add_plan(CLI::App& app, const Settings& settings);
// Promotes, and waits until it is known what came of it.
Command add_promote(CLI::App& app, const Settings& settings);
// Who promoted what where.
Command add_history(CLI::App& app, const Settings& settings);
// Where the versions of a dataflow went.
Command add_where(CLI::App& app, const Settings& settings);
// Prints a script that completes all these in a shell.
Command add_completion(CLI::App& app);

}  // namespace neo::cli
