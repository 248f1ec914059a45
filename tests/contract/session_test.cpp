// Every session is what the store rests on, whatever the server's defaults are; and a server that does not give it is
// refused.
#include "stores.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>

#include <map>
#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::contract {
namespace {

class SessionTest : public testing::TestWithParam<std::string> {
protected:
    SessionTest() : database_(GetParam()) {
        if (GetParam() == "postgresql") {
            defaults("ALTER ROLE neo SET TimeZone = 'Asia/Tokyo'");
            defaults("ALTER ROLE neo SET client_encoding = 'LATIN1'");
            defaults("ALTER ROLE neo SET standard_conforming_strings = off");
            defaults("ALTER ROLE neo SET default_transaction_isolation = 'serializable'");
            defaults("ALTER ROLE neo SET lock_timeout = 0");
        } else if (GetParam() == "mysql") {
            defaults(
                "SET GLOBAL sql_mode = 'ANSI_QUOTES', GLOBAL time_zone = '+09:00', GLOBAL autocommit = 0, "
                "GLOBAL foreign_key_checks = 0, GLOBAL unique_checks = 0, GLOBAL innodb_lock_wait_timeout = 100, "
                "GLOBAL idle_transaction_timeout = 0, GLOBAL tx_isolation = 'REPEATABLE-READ'");
        }
    }
    ~SessionTest() override {
        if (GetParam() == "postgresql") {
            defaults("ALTER ROLE neo RESET ALL");
        } else if (GetParam() == "mysql") {
            defaults(
                "SET GLOBAL sql_mode = DEFAULT, GLOBAL time_zone = DEFAULT, GLOBAL autocommit = 1, "
                "GLOBAL foreign_key_checks = 1, GLOBAL unique_checks = 1, "
                "GLOBAL innodb_lock_wait_timeout = DEFAULT, GLOBAL idle_transaction_timeout = DEFAULT, "
                "GLOBAL tx_isolation = DEFAULT");
        }
    }

    // Of the server, for sessions to come.
    void defaults(const std::string& sql) {
        test::Server& server = test::shared_server(GetParam());
        if (auto* const postgresql = dynamic_cast<test::PostgresqlServer*>(&server)) postgresql->query(sql);
        if (auto* const mariadb = dynamic_cast<test::MariadbServer*>(&server)) mariadb->query(sql);
    }
    static std::string ask(sql::Pool& pool, const std::string& sql) {
        return pool
            .read([&](sql::Connection& connection) {
                return connection.all_once({"test.session", sql}, {}, [](sql::Row& row) { return row.text(); });
            })
            .value()
            .at(0);
    }

    test::TestDatabase database_;
};
INSTANTIATE_TEST_SUITE_P(On, SessionTest, testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

TEST_P(SessionTest, IsPinnedWhateverTheServersDefaultsAre) {
    const std::map<std::string, std::map<std::string, std::string>> expected{
        {"sqlite", {{"foreign_keys", "1"}, {"synchronous", "2"}, {"journal_mode", "wal"}}},
        {"postgresql",
         {{"TimeZone", "UTC"},
          {"client_encoding", "UTF8"},
          {"standard_conforming_strings", "on"},
          {"transaction_isolation", "read committed"},
          {"lock_timeout", "5s"},
          {"statement_timeout", "1min"},
          {"idle_in_transaction_session_timeout", "1min"}}},
        {"mysql",
         {{"sql_mode", "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"},
          {"time_zone", "+00:00"},
          {"autocommit", "1"},
          {"foreign_key_checks", "1"},
          {"unique_checks", "1"},
          {"innodb_lock_wait_timeout", "5"},
          {"idle_transaction_timeout", "60"},
          {"tx_isolation", "READ-COMMITTED"},
          {"character_set_client", "utf8mb4"}}}};
    const std::map<std::string, std::string> question{{"sqlite", "SELECT {0} FROM pragma_{0}"},
                                                      {"postgresql", "SELECT current_setting('{}')"},
                                                      {"mysql", "SELECT @@SESSION.{}"}};
    const auto pool = sql::open_database(database_.config()).value();
    for (const auto& [name, value] : expected.at(GetParam()))
        EXPECT_EQ(ask(*pool, fmt::format(fmt::runtime(question.at(GetParam())), name)), value) << name;
}

// Only PostgreSQL has a default of this kind that a session could overrule and should not.
using RefusedSessionTest = SessionTest;
INSTANTIATE_TEST_SUITE_P(On, RefusedSessionTest, testing::Values("postgresql"),
                         [](const auto& backend) { return backend.param; });

// What the operator has to mend is no fault of a client's request, also when it begins while the host runs.
TEST_P(RefusedSessionTest, AServerThatGivesNoSafeSessionIsRefusedAsUnavailable) {
    const auto pool = sql::open_database(database_.config()).value();
    defaults("ALTER ROLE neo SET synchronous_commit = off");
    const auto refused = sql::open_database(database_.config());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("synchronous_commit must not be off"));

    defaults("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'neo-promote'");
    const auto answer = pool->read([](sql::Connection& connection) {
        return connection.first({"test.one", "SELECT 1"}, {}, [](sql::Row& row) { return row.integer(); });
    });
    EXPECT_THAT(answer, FailsWith(ErrorCode::unavailable));
}

// Of MySQL and MariaDB: they cut off who sends a larger statement than max_allowed_packet.
class StatementLimitTest : public SessionTest {
protected:
    static constexpr std::size_t limit = 1024 * 1024;

    StatementLimitTest() { defaults(fmt::format("SET GLOBAL max_allowed_packet = {}", limit)); }
    ~StatementLimitTest() override { defaults("SET GLOBAL max_allowed_packet = DEFAULT"); }

    static result<void> insert(sql::Pool& pool, const std::string& text) {
        return pool.write("test.insert", [&](sql::Connection& connection) -> result<void> {
            connection.execute({"test.insert.insert", "INSERT INTO texts (text_value) VALUES (:text)"},
                               {{"text", text}});
            return {};
        });
    }
};
INSTANTIATE_TEST_SUITE_P(On, StatementLimitTest, testing::Values("mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(StatementLimitTest, ALargerStatementIsRefusedBeforeItIsSentAndToldAsTheDatabasesLimit) {
    const auto pool = sql::open_database(database_.config()).value();
    ASSERT_TRUE(pool->write("test.create", [](sql::Connection& connection) -> result<void> {
        connection.execute_once("CREATE TABLE texts (text_value {{long_text}}) {{table}}");
        return {};
    }));
    for (const std::string& text :
         {std::string(3 * limit, 'x'), std::string(limit, 'x'), std::string(limit * 2 / 3, '\'')}) {
        const auto refused = insert(*pool, text);
        ASSERT_THAT(refused, FailsWith(ErrorCode::invalid));
        EXPECT_THAT(refused.error().message, testing::HasSubstr("max_allowed_packet"));
        EXPECT_THAT(refused.error().cause, testing::HasSubstr("the server takes 1048576"));
    }
    EXPECT_TRUE(insert(*pool, std::string(limit - 4096, 'x')));
    EXPECT_TRUE(insert(*pool, std::string(limit / 2 - 4096, '\'')));
}

}  // namespace
}  // namespace neo::contract
