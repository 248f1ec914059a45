// An empty database for one test, on any backend.
#pragma once

#include <adapters/sql/config.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace neo::test {

// As the value of "database" or "store" in a configuration file: {"backend": …, "connection": …}, and the file with the
// password when it has one.
std::string json_of(const sql::DatabaseConfig& database, const std::filesystem::path& password_file);

// "sqlite", "postgresql", "mysql".
std::vector<std::string> database_backends();

class TestDatabase {
public:
    // A new SQLite file, or a new database of the test program's shared server.
    explicit TestDatabase(const std::string& backend);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;

    const sql::DatabaseConfig& config() const noexcept { return config_; }
    std::string json() const;

private:
    sql::DatabaseConfig config_;
    std::string name_;
};

}  // namespace neo::test
