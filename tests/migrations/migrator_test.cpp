// The migrator, with migrations of the test's own.
#include <adapters/open_database.hpp>
#include <adapters/sql/migrator.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tests/support/test_database.hpp>
#include <thread>

namespace neo::migrations {
namespace {

using sql::Migration;
using sql::Parameters;
using sql::Query;
using sql::Row;
using testing::HasSubstr;

const std::vector<Migration> shelf{
    {1, "books", "sum-1",
     "-- A comment; with a semicolon, and a :colon.\n"
     "CREATE TABLE books (\n"
     "    id {{id}} NOT NULL, -- another\n"
     "    text {{long_text}} NOT NULL,\n"
     "    CONSTRAINT books_pk PRIMARY KEY (id)\n"
     ") {{table}};\n"
     "INSERT INTO books (id, text) VALUES ('one', 'a; b');\n"},
    {2, "pages", "sum-2",
     "ALTER TABLE books ADD COLUMN pages BIGINT;\n"
     "UPDATE books SET pages = 7;\n"},
    {3, "shelves", "sum-3",
     "CREATE TABLE shelves (id {{id}} NOT NULL, CONSTRAINT shelves_pk PRIMARY KEY (id)) {{table}};\n"},
};

class MigratorTest : public testing::TestWithParam<std::string> {
protected:
    MigratorTest() : database_(GetParam()), pool_(open()) {}

    std::unique_ptr<sql::Pool> open() { return sql::open_database(database_.config()).value(); }
    static result<int> migrate(sql::Pool& pool, const std::vector<Migration>& migrations, bool allowed = true) {
        return sql::migrate(pool, {.table = "test_schema",
                                   .migrations = migrations,
                                   .migrate = allowed,
                                   .wait = std::chrono::milliseconds(300)});
    }
    result<int> migrate(const std::vector<Migration>& migrations, bool allowed = true) {
        return migrate(*pool_, migrations, allowed);
    }
    void refused(const std::vector<Migration>& migrations, const std::string& why, bool allowed = true) {
        const auto answer = migrate(migrations, allowed);
        ASSERT_FALSE(answer.has_value());
        EXPECT_EQ(answer.error().code, ErrorCode::unsupported_schema);
        EXPECT_THAT(answer.error().message, HasSubstr(why));
    }
    void execute(std::string_view sql) {
        const auto done = pool_->write("test.execute", [&](sql::Connection& connection) -> result<void> {
            connection.execute_once(sql);
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().message;
    }
    std::string ask(std::string_view sql) {
        return pool_
            ->read([&](sql::Connection& connection) {
                return connection.all_once({"test.ask", sql}, {}, [](Row& row) { return row.text(); });
            })
            .value()
            .at(0);
    }
    static std::vector<Migration> first(std::size_t count) { return {shelf.begin(), shelf.begin() + count}; }

    test::TestDatabase database_;
    std::unique_ptr<sql::Pool> pool_;
};
INSTANTIATE_TEST_SUITE_P(On, MigratorTest, testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

TEST_P(MigratorTest, AnEmptyDatabaseIsBroughtToTheNewestVersion) {
    EXPECT_EQ(migrate(shelf).value(), 3);
    EXPECT_EQ(ask("SELECT COUNT(*) FROM test_schema WHERE state = 'done'"), "3");
    EXPECT_EQ(ask("SELECT text FROM books"), "a; b");
}

TEST_P(MigratorTest, AnOlderSchemaKeepsItsRows) {
    ASSERT_EQ(migrate(first(1)).value(), 1);
    execute("INSERT INTO books (id, text) VALUES ('two', 'kept')");
    EXPECT_EQ(migrate(shelf).value(), 3);
    EXPECT_EQ(ask("SELECT text FROM books WHERE id = 'two' AND pages = 7"), "kept");
}

TEST_P(MigratorTest, ASecondRunDoesNothing) {
    ASSERT_EQ(migrate(shelf).value(), 3);
    execute("UPDATE test_schema SET applied_at = version");
    EXPECT_EQ(migrate(shelf).value(), 3);
    EXPECT_EQ(ask("SELECT SUM(applied_at) FROM test_schema"), "6");
}

TEST_P(MigratorTest, SeveralHostsThatStartAtOnceMigrateOnce) {
    std::vector<std::thread> hosts;
    for (int i = 0; i < 4; ++i) {
        hosts.emplace_back([&] {
            const auto pool = open();
            const auto version = sql::migrate(*pool, {.table = "test_schema", .migrations = shelf});
            EXPECT_TRUE(version.has_value()) << version.error().message;
        });
    }
    for (auto& host : hosts)
        host.join();
    EXPECT_EQ(ask("SELECT COUNT(*) FROM test_schema WHERE state = 'done'"), "3");
    EXPECT_EQ(ask("SELECT COUNT(*) FROM books"), "1");
}

TEST_P(MigratorTest, ANewerSchemaIsRefused) {
    ASSERT_EQ(migrate(shelf).value(), 3);
    refused(first(2), "newer than this program");
}

TEST_P(MigratorTest, AMigrationThatWasChangedIsRefused) {
    ASSERT_EQ(migrate(shelf).value(), 3);
    auto changed = shelf;
    changed[1].checksum = "other";
    refused(changed, "migration 2 (pages) was applied with another text");
}

TEST_P(MigratorTest, AGapIsRefused) {
    ASSERT_EQ(migrate(shelf).value(), 3);
    execute("DELETE FROM test_schema WHERE version = 2");
    refused(shelf, "lacks migration 2");
    auto incomplete = shelf;
    incomplete.erase(incomplete.begin() + 1);
    refused(incomplete, "built without migration 2");
}

TEST_P(MigratorTest, ASchemaThatIsBehindIsRefusedWhenMigratingIsSwitchedOff) {
    refused(shelf, "behind", false);
    ASSERT_EQ(migrate(first(2)).value(), 2);
    refused(shelf, "has version 2, the program needs 3", false);
    EXPECT_EQ(migrate(first(2), false).value(), 2);
}

TEST_P(MigratorTest, AnInterruptedMigrationIsExplained) {
    ASSERT_EQ(migrate(shelf).value(), 3);
    execute("UPDATE test_schema SET state = 'running' WHERE version = 3");
    refused(shelf, "migration 3 (shelves) was begun and not finished");
    execute("UPDATE test_schema SET state = 'done' WHERE version = 3");
    EXPECT_EQ(migrate(shelf).value(), 3);
}

TEST_P(MigratorTest, AMigrationThatFailsHalfWayIsUndoneOrExplained) {
    ASSERT_EQ(migrate(first(1)).value(), 1);
    auto broken = first(2);
    broken[1].sql = "ALTER TABLE books ADD COLUMN pages BIGINT;\nUPDATE missing SET pages = 7;\n";
    EXPECT_FALSE(migrate(broken).has_value());
    if (GetParam() == "mysql") {
        // Its ALTER TABLE cannot be rolled back.
        refused(shelf, "migration 2 (pages) was begun and not finished");
    } else {
        EXPECT_EQ(migrate(shelf).value(), 3);
    }
}

// Those that cannot say how long they take, on a server.
using ServerMigratorTest = MigratorTest;
INSTANTIATE_TEST_SUITE_P(On, ServerMigratorTest, testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(ServerMigratorTest, AMigrationTakesAsLongAsItTakesAndOtherHostsWaitForIt) {
    // Longer than a statement may take otherwise; on PostgreSQL also than another waits for the lock and tries again.
    const std::vector<Migration> slow{
        {1, "slow", "sum", GetParam() == "mysql" ? "DO SLEEP(3);\n" : "SELECT 1 FROM pg_sleep(17);\n"}};
    auto config = database_.config();
    config.call_timeout = std::chrono::seconds(1);
    std::vector<std::jthread> hosts;
    for (int i = 0; i < 2; ++i) {
        hosts.emplace_back([&] {
            const auto pool = sql::open_database(config).value();
            const auto version = sql::migrate(*pool, {.table = "test_schema", .migrations = slow});
            EXPECT_TRUE(version.has_value()) << version.error().message;
        });
    }
    hosts.clear();
    EXPECT_EQ(ask("SELECT COUNT(*) FROM test_schema WHERE state = 'done'"), "1");
}

TEST_P(ServerMigratorTest, WhatCannotBeUndoneIsNotRunAgainWhenTheConnectionBreaks) {
    ASSERT_EQ(migrate(first(1)).value(), 1);
    auto broken = first(2);
    const std::string sql =
        "ALTER TABLE books ADD COLUMN pages BIGINT;\n" +
        std::string(GetParam() == "mysql" ? "KILL CONNECTION_ID();\n"
                                          : "SELECT 1 FROM pg_terminate_backend(pg_backend_pid());\n");
    broken[1].sql = sql;
    const auto answer = migrate(broken);
    ASSERT_FALSE(answer.has_value());
    EXPECT_THAT(answer.error().message, HasSubstr("no connection with the database"));
    if (GetParam() == "mysql") {
        EXPECT_THAT(answer.error().message, HasSubstr("migration 2 (pages) failed half way"));
        EXPECT_EQ(ask("SELECT state FROM test_schema WHERE version = 2"), "running");
    } else {
        EXPECT_EQ(migrate(shelf).value(), 3);
    }
}

}  // namespace
}  // namespace neo::migrations
