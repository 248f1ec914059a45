// Moves the host's data to another database.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/copy.hpp>

#include <functional>
#include <vector>

namespace neo::host::store {

// As sql::copy_tables(), of every table of the host; a target that holds the same already is right too.
result<std::vector<sql::TableSum>> copy(const sql::DatabaseConfig& from, const sql::DatabaseConfig& to,
                                        const std::function<void(const sql::CopyProgress&)>& progress);

}  // namespace neo::host::store
