#include "test_database.hpp"

#include "server.hpp"

#include <fmt/format.h>

#include <atomic>
#include <unistd.h>

namespace neo::test {

std::vector<std::string> database_backends() {
    return {"sqlite", "postgresql", "mysql"};
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
    if (config_.backend == "sqlite") {
        return fmt::format(R"({{"backend": "sqlite", "connection": "{}"}})",
                           (config_.directory / config_.connection).string());
    }
    return fmt::format(R"({{"backend": "{}", "connection": "{}", "password_file": "{}"}})", config_.backend,
                       config_.connection, shared_server(config_.backend).password_file().string());
}

}  // namespace neo::test
