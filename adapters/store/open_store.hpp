// The plugin's data by its configuration.
#pragma once

#include <adapters/sql/config.hpp>
#include <plugin/ports/store.hpp>

#include <memory>

namespace neo::sql {

// Connects and brings the schema up to date. Errors of open_database() and migrate().
result<std::unique_ptr<ports::Store>> open_store(const DatabaseConfig& config);

}  // namespace neo::sql
