// SQLite, the embedded default: one machine, one host process.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// SQLite sums up the memory of the whole process under a lock that all readers share; nobody here reads the sum. Before
// the first database is opened, and before the first thread.
void keep_no_count_of_memory();

// Creates the file and its folders when they are missing. WAL, synchronous=FULL, foreign keys on, one connection that
// writes. Error unavailable when the file cannot be opened, invalid when the configuration is wrong.
result<std::unique_ptr<Pool>> open_sqlite(const DatabaseConfig& config);

}  // namespace neo::sql
