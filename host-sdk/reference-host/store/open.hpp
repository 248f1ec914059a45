// The host's own database.
#pragma once

#include <adapters/sql/config.hpp>
#include <adapters/sql/pool.hpp>

#include <memory>

namespace neo::host::store {

struct Opened {
    std::unique_ptr<sql::Pool> pool;
    int schema_version = 0;
};

// Connects and brings the schema up to date, or says that it is behind when `migrate` is false. The messages of its
// errors name no secret.
result<Opened> open(const sql::DatabaseConfig& config);

}  // namespace neo::host::store
