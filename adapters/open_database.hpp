// A database by its configuration, whichever engine it is.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// Connects once, so that a wrong configuration is told at once. Errors: invalid (what is wrong in the configuration),
// unavailable (the database does not answer). No message holds the password.
result<std::unique_ptr<Pool>> open_database(const DatabaseConfig& config);

}  // namespace neo::sql
