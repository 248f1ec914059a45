// A database by its configuration, whichever engine it is.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// What the engines ask of a process that is theirs. Called by a program (not by a library in another's process), once,
// before its first database is opened and before its first thread.
void prepare_process();

// Connects once, so that a wrong configuration is told at once. Errors: invalid (what is wrong in the configuration),
// unavailable (the database does not answer). No message holds the password.
result<std::unique_ptr<Pool>> open_database(const DatabaseConfig& config);

}  // namespace neo::sql
