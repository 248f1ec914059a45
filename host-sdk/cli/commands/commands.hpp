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
// Where a dataflow went, and how it stands there.
Command add_where(CLI::App& app, const Settings& settings);
// The way of a version back to where it was written.
Command add_origin(CLI::App& app, const Settings& settings);
// All dataflows of an organization against the types of those they went to.
Command add_board(CLI::App& app, const Settings& settings);
// Who holds which of Neo's permissions in an organization.
Command add_people(CLI::App& app, const Settings& settings);
// Prints a script that completes all these in a shell.
Command add_completion(CLI::App& app);

}  // namespace neo::cli
