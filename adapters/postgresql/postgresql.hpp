// PostgreSQL 13 and later, alone or with standbys.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// `connection` is a libpq connection string or URI; several hosts are tried in turn. Every session is pinned to read
// committed, UTC, UTF-8 and bounded waits, and checked. Errors: invalid when the connection string cannot be read or
// the database is not in UTF-8, unavailable when the server does not answer.
result<std::unique_ptr<Pool>> open_postgresql(const DatabaseConfig& config);

}  // namespace neo::sql
