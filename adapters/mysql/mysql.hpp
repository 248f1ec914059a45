// MariaDB 10.6 and later and MySQL 8, alone or as a Galera cluster.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::sql {

// `connection` is SOCI's connection string for MySQL; `host` and `port` may be lists separated by commas: then the
// nodes of a cluster take turns, and one that does not answer is passed over. Every session is pinned to read
// committed, UTC, utf8mb4, strict mode and bounded waits, and checked. Errors: invalid when the connection string
// cannot be read, unavailable when no server answers.
result<std::unique_ptr<Pool>> open_mysql(const DatabaseConfig& config);

}  // namespace neo::sql
