// The pool against a server that refuses: too many connections, no changes, a wrong password, no answer.
#include "stores.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>

#include <atomic>
#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>
#include <thread>

namespace neo::contract {
namespace {

class PoolTest : public testing::TestWithParam<std::string> {
protected:
    PoolTest() : database_(GetParam()) {
        if (mariadb() != nullptr) {
            query("CREATE USER app@'%' IDENTIFIED BY 'app' WITH MAX_USER_CONNECTIONS 2");
            query("GRANT SELECT, INSERT, CREATE ON *.* TO app@'%'");
        } else {
            query("CREATE ROLE app LOGIN PASSWORD 'app' CONNECTION LIMIT 2");
            query("GRANT pg_read_all_data, pg_write_all_data TO app");
        }
        config_ = database_.config();
        const auto owner = sql::open_database(config_).value();
        EXPECT_THAT(owner->write("test.create",
                                 [](sql::Connection& connection) -> result<void> {
                                     connection.execute_once("CREATE TABLE notes (id INTEGER NOT NULL)");
                                     return {};
                                 }),
                    Succeeds());
        config_.connection.replace(config_.connection.find("user=neo"), 8, "user=app");
        config_.password = "app";
    }
    ~PoolTest() override { query(mariadb() != nullptr ? "DROP USER app@'%'" : "DROP ROLE app"); }

    test::MariadbServer* mariadb() { return dynamic_cast<test::MariadbServer*>(&test::shared_server(GetParam())); }
    std::string query(const std::string& sql) {
        if (mariadb() != nullptr) return mariadb()->query(sql);
        return dynamic_cast<test::PostgresqlServer&>(test::shared_server(GetParam())).query(sql);
    }
    void read_only(bool on) {
        if (mariadb() != nullptr) {
            query(fmt::format("SET GLOBAL read_only = {}", on ? 1 : 0));
            return;
        }
        const std::string value = on ? "on" : "off";
        dynamic_cast<test::PostgresqlServer&>(test::shared_server(GetParam()))
            .set("default_transaction_read_only", value);
        while (query("SHOW default_transaction_read_only") != value) {
        }
    }
    static result<int> read(sql::Pool& pool) {
        return pool.read([](sql::Connection& connection) {
            connection.all({"test.notes", "SELECT id FROM notes"}, {}, [](sql::Row& row) { return row.integer(); });
            return 1;
        });
    }
    static result<void> write(sql::Pool& pool) {
        return pool.write("test.note", [](sql::Connection& connection) -> result<void> {
            connection.execute({"test.note.insert", "INSERT INTO notes (id) VALUES (1)"});
            return {};
        });
    }

    test::TestDatabase database_;
    sql::DatabaseConfig config_;  // of a user who may do little, and has two connections
};
INSTANTIATE_TEST_SUITE_P(On, PoolTest, testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(PoolTest, AServerThatTakesNoMoreConnectionsMakesRequestsWaitForThoseThereAre) {
    config_.pool_size = 8;
    config_.acquire_timeout = std::chrono::seconds(60);
    const auto pool = sql::open_database(config_).value();
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&] {
            for (int n = 0; n < 20; ++n) {
                const auto answer = pool->read([](sql::Connection& connection) {
                    connection.ping(std::chrono::seconds(10));
                    std::this_thread::sleep_for(std::chrono::milliseconds(5));
                    return 1;
                });
                ASSERT_THAT(answer, Succeeds());
            }
        });
    }
    clients.clear();
    EXPECT_THAT(pool->metrics(""), testing::HasSubstr("\nconnections_opened_total 2\n")) << "none was given up";
}

TEST_P(PoolTest, AServerThatTakesNoChangesIsStillRead) {
    const auto pool = sql::open_database(config_).value();
    ASSERT_THAT(write(*pool), Succeeds());
    read_only(true);
    const auto written = write(*pool);
    const auto found = read(*pool);
    const auto again = write(*pool);
    const auto still = read(*pool);
    read_only(false);
    EXPECT_THAT(written, FailsWith(ErrorCode::unavailable));
    EXPECT_THAT(again, FailsWith(ErrorCode::unavailable));
    EXPECT_THAT(found, Succeeds());
    EXPECT_THAT(still, Succeeds());
    EXPECT_THAT(write(*pool), Succeeds());
}

TEST_P(PoolTest, AWrongPasswordIsTriedOnce) {
    config_.password = "guessed";
    const auto before = mariadb() != nullptr ? query("SHOW GLOBAL STATUS LIKE 'Aborted_connects'") : "0";
    const auto opened = sql::open_database(config_);
    EXPECT_THAT(opened, FailsWith(ErrorCode::unavailable));
    // PostgreSQL counts only who comes in.
    if (mariadb() != nullptr) {
        EXPECT_EQ(std::stoi(query("SHOW GLOBAL STATUS LIKE 'Aborted_connects'")), std::stoi(before) + 1);
    }
}

TEST_P(PoolTest, AServerThatHangsIsGivenUpWhateverRests) {
    config_ = database_.config();
    config_.connection += " connect_timeout=2";
    config_.call_timeout = std::chrono::seconds(1);
    auto pool = sql::open_database(config_).value();
    // Four connections, each with statements at the server.
    std::atomic<int> arrived{0};
    std::vector<std::jthread> clients;
    for (int i = 0; i < config_.pool_size; ++i) {
        clients.emplace_back([&] {
            (void)pool->read([&](sql::Connection& connection) {
                connection.ping(std::chrono::seconds(10));
                for (++arrived; arrived < config_.pool_size;)
                    std::this_thread::yield();
                return 1;
            });
        });
    }
    clients.clear();
    test::shared_server(GetParam()).suspend();
    const auto answer = read(*pool);
    pool.reset();
    test::shared_server(GetParam()).resume();
    EXPECT_THAT(answer, FailsWith(ErrorCode::unavailable));
    EXPECT_TRUE(sql::open_database(config_).has_value());
}

}  // namespace
}  // namespace neo::contract
