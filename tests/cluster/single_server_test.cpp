// Three hosts on one server, which is killed and comes back.
#include "workload.hpp"

#include <adapters/open_database.hpp>
#include <adapters/store/open_store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::cluster {
namespace {

class SingleServer : public testing::TestWithParam<std::string> {
protected:
    static std::unique_ptr<test::Server> start() {
        if (GetParam() == "postgresql") return std::make_unique<test::PostgresqlServer>();
        return std::make_unique<test::MariadbServer>();
    }
    static std::vector<sql::DatabaseConfig> hosts(test::Server& server, int count) {
        server.create_database("promote");
        sql::DatabaseConfig config;
        config.backend = server.backend();
        config.connection = server.connection_string("promote");
        config.password = test::Server::password();
        return std::vector(static_cast<std::size_t>(count), config);
    }
};
INSTANTIATE_TEST_SUITE_P(On, SingleServer, testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(SingleServer, U2_ThreeHostsPromoteAndRecoverTogether) {
    const auto server = start();
    Workload workload(hosts(*server, 3));
    workload.start();
    workload.wait_for(300);
    workload.finish();
}

TEST_P(SingleServer, ThreeHostsOutliveTheDeathOfTheServer) {
    const auto server = start();
    Workload workload(hosts(*server, 3));
    workload.start();
    for (int round = 0; round < 3; ++round) {
        workload.wait_for(50);
        workload.note("server killed");
        server->kill();
        server->start();
        workload.note("server started");
    }
    workload.wait_for(50);
    workload.finish();
}

TEST_P(SingleServer, AServerThatAnswersNothingIsGivenUpAndFoundAgain) {
    const auto server = start();
    auto config = hosts(*server, 1).front();
    config.call_timeout = std::chrono::seconds(1);
    const auto store = sql::open_store(config).value();
    ASSERT_TRUE(store->ledger().find("k").has_value());
    server->suspend();
    const auto answer = store->ledger().find("k");
    const auto health = store->health();
    server->resume();
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    ASSERT_FALSE(health.has_value());
    EXPECT_TRUE(store->ledger().find("k").has_value());
}

TEST_P(SingleServer, ATransactionWhoseConnectionBreaksIsRepeatedWholeOnAnother) {
    const auto server = start();
    const auto pool = sql::open_database(hosts(*server, 1).front()).value();
    const auto create = pool->write("test.create", [](sql::Connection& connection) -> result<void> {
        connection.execute_once("CREATE TABLE notes (id INTEGER NOT NULL)");
        return {};
    });
    ASSERT_TRUE(create.has_value());
    int runs = 0;
    const auto written = pool->write("test.write", [&](sql::Connection& connection) -> result<void> {
        connection.execute({"test.write.first", "INSERT INTO notes (id) VALUES (1)"});
        if (++runs == 1) {
            server->kill();
            server->start();
        }
        connection.execute({"test.write.second", "INSERT INTO notes (id) VALUES (2)"});
        return {};
    });
    ASSERT_TRUE(written.has_value()) << written.error().message;
    EXPECT_EQ(runs, 2);
    const auto sum = pool->read([](sql::Connection& connection) {
        return connection.first({"test.sum", "SELECT SUM(id) FROM notes"}, {},
                                [](sql::Row& row) { return row.integer(); });
    });
    EXPECT_EQ(sum.value().value(), 3);
}

TEST_P(SingleServer, NoErrorTellsThePassword) {
    const auto server = start();
    auto config = hosts(*server, 1).front();
    for (const std::string& wrong : {std::string("dbname=absent "), std::string("port=1 "), std::string("nonsense ")}) {
        auto broken = config;
        if (wrong == "nonsense ") broken.connection += " password=" + test::Server::password();
        if (wrong == "port=1 ") broken.connection = "host=127.0.0.1 port=1 user=neo";
        if (wrong == "dbname=absent ") broken.connection = server->connection_string("absent");
        const auto opened = sql::open_database(broken);
        ASSERT_FALSE(opened.has_value()) << wrong;
        EXPECT_EQ(opened.error().message.find("s3cret"), std::string::npos) << opened.error().message;
        EXPECT_EQ(opened.error().message.find("quoted"), std::string::npos) << opened.error().message;
    }
    config.password = "guessed";
    const auto opened = sql::open_database(config);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_EQ(opened.error().message.find("guessed"), std::string::npos);
}

TEST_P(SingleServer, AfterTheMigrationRowsAreAllThatAUserMustBeAllowed) {
    const auto server = start();
    auto config = hosts(*server, 1).front();
    ASSERT_TRUE(sql::open_store(config).has_value());
    if (auto* const postgresql = dynamic_cast<test::PostgresqlServer*>(server.get())) {
        postgresql->query("CREATE ROLE app LOGIN PASSWORD 'app'", "promote");
        postgresql->query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app", "promote");
    } else {
        auto& mariadb = dynamic_cast<test::MariadbServer&>(*server);
        mariadb.query("CREATE USER app@'%' IDENTIFIED BY 'app'");
        mariadb.query("GRANT SELECT, INSERT, UPDATE, DELETE ON promote.* TO app@'%'");
    }
    const auto user = config.connection.find("user=neo");
    config.connection.replace(user, 8, "user=app");
    config.password = "app";
    config.migrate = false;
    Workload workload({config});
    workload.start();
    workload.wait_for(10);
    workload.finish();
}

TEST(SingleMysqlServer, ThatGivesAnotherCharacterSetIsRefused) {
    test::MariadbServer server({"--skip-character-set-client-handshake", "--character-set-server=latin1"});
    sql::DatabaseConfig config;
    config.backend = "mysql";
    config.connection = server.connection_string("mysql");
    config.password = test::Server::password();
    const auto opened = sql::open_database(config);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_THAT(opened.error().message, testing::HasSubstr("character_set_client cannot be set to utf8mb4"));
}

TEST_P(SingleServer, APoolWithoutAFreeConnectionSaysSo) {
    const auto server = start();
    auto config = hosts(*server, 1).front();
    config.pool_size = 1;
    config.acquire_timeout = std::chrono::milliseconds(50);
    const auto pool = sql::open_database(config).value();
    const auto answer = pool->read([&](sql::Connection&) {
        const auto second = pool->read([](sql::Connection&) { return 1; });
        EXPECT_EQ(second.error().code, ErrorCode::unavailable);
        EXPECT_NE(second.error().message.find("pool_size"), std::string::npos);
        return 1;
    });
    EXPECT_TRUE(answer.has_value());
    EXPECT_TRUE(pool->read([](sql::Connection&) { return 1; }).has_value());
}

}  // namespace
}  // namespace neo::cluster
