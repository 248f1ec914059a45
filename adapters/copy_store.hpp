// Moves the plugin's data to another database.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/copy.hpp>

#include <functional>
#include <vector>

namespace neo::sql {

// As copy_tables(), of every table of the plugin.
result<std::vector<TableSum>> copy_store(const DatabaseConfig& from, const DatabaseConfig& to,
                                         const std::function<void(const CopyProgress&)>& progress);

// The plugin's tables, those that others refer to first.
std::span<const CopiedTable> store_tables();

}  // namespace neo::sql
