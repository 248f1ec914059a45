// What the configuration says of one database.
#pragma once

#include "secret.hpp"

#include <chrono>
#include <filesystem>
#include <string>

namespace neo::sql {

inline constexpr int largest_pool = 1000;

struct DatabaseConfig {
    std::string backend;                              // "sqlite", "postgresql", "mysql"
    std::string connection;                           // SQLite: a file; else the connection string of packaging/docs
    Secret password;                                  // added to the connection string unless empty
    std::filesystem::path directory;                  // of the configuration file: a relative SQLite file lies below it
    int pool_size = 4;                                // connections, at most largest_pool; on SQLite those that read
    bool migrate = true;                              // false: a schema that is behind is an error
    std::chrono::milliseconds acquire_timeout{5000};  // for a free connection
    std::chrono::seconds call_timeout{60};            // for an answer to one statement
    std::chrono::milliseconds in_flight_wait{2000};   // how long a change waits for a promotion in flight
    std::chrono::milliseconds migration_wait{30000};  // for a migration that another process is running
};

}  // namespace neo::sql
