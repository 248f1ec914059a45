// SQLite, the embedded default: one machine, one host process.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// Creates the file and its folders when they are missing. WAL, synchronous=FULL, foreign keys on, one connection that
// writes. Error unavailable when the file cannot be opened, invalid when the configuration is wrong.
result<std::unique_ptr<Pool>> open_sqlite(const DatabaseConfig& config);

}  // namespace neo::sql
