#include "test_database.hpp"

#include "server.hpp"

#include <fmt/format.h>

#include <atomic>
#include <unistd.h>

namespace neo::test {

std::vector<std::string> database_backends() {
    return {"sqlite", "postgresql", "mysql"};
}

std::string json_of(const sql::DatabaseConfig& database, const std::filesystem::path& password_file) {
    const std::string password =
        database.password.empty() ? "" : fmt::format(R"(, "password_file": "{}")", password_file.string());
    return fmt::format(R"({{"backend": "{}", "connection": "{}"{}}})", database.backend,
                       (database.directory / database.connection).string(), password);
}

TestDatabase::TestDatabase(const std::string& backend) {
    static std::atomic<int> counter{0};
    config_.backend = backend;
    if (backend == "sqlite") {
        config_.directory = new_folder("sqlite", {});
        config_.connection = "test.db";
        return;
    }
    Server& server = shared_server(backend);
    name_ = fmt::format("neo_{}_{}", ::getpid(), ++counter);
    server.create_database(name_);
    config_.connection = server.connection_string(name_);
    config_.password = Server::password();
}

TestDatabase::~TestDatabase() {
    if (config_.backend == "sqlite") {
        std::filesystem::remove_all(config_.directory);
        return;
    }
    try {
        shared_server(config_.backend).drop_database(name_);
    } catch (const std::exception&) {
        // The test has stopped the server; the database goes with its folder.
    }
}

std::string TestDatabase::json() const {
    const bool is_file = config_.backend == "sqlite";
    return json_of(config_, is_file ? std::filesystem::path() : shared_server(config_.backend).password_file());
}

}  // namespace neo::test
