// The commands of neo-host. Each answers the exit code: 0, or 1 after a message on stderr that names the cause.
#pragma once

#include <filesystem>

namespace neo::host {

// Loads the plugins, listens, prints "listening on http://ADDR:PORT", and serves until SIGTERM or SIGINT.
int serve(const std::filesystem::path& config);

// Loads a platform file into the store: creates what is missing, changes nothing that exists.
int import_file(const std::filesystem::path& config, const std::filesystem::path& file);

// Validates, connects, starts the plugins as serve would but for their work in the background, and says what would be
// used.
int check_config(const std::filesystem::path& config);

// Starts the plugins without their work in the background, and compares what they recorded with what this host applied
// (plugin/docs/protocol.md, step 6). Writes nothing unless `apply`, and then only what is missing (and migrations, as
// serve would). Answers exit_needs_a_person when something is missing still or contradicts itself.
constexpr int exit_needs_a_person = 2;
int reconcile(const std::filesystem::path& config, bool apply);

// Carries the data of the host and of its plugins from the databases of one configuration to those of another, whatever
// their backends. No host runs on either meanwhile. An interrupted copy goes on when it is started again.
int copy(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace neo::host
