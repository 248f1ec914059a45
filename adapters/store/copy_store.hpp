// Moves the plugin's data from one database to another.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/copy.hpp>

#include <vector>

namespace neo::sql {

// Whether the data of `from` can be copied to `to`, whose schema it makes. Errors of open_database(), which say which
// of the two, and of DatabaseCopy.
result<void> check_store_copy(const DatabaseConfig& from, const DatabaseConfig& to);

// Checks that, and copies.
result<std::vector<TableSum>> copy_store(const DatabaseConfig& from, const DatabaseConfig& to,
                                         const CopyWatcher& watcher);

}  // namespace neo::sql
