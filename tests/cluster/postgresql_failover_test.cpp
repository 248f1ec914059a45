// A primary with a synchronous standby: the primary dies, the standby is promoted, the hosts go on by their connection
// string.
#include "workload.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tests/support/postgresql_server.hpp>

namespace neo::cluster {
namespace {

TEST(PostgresqlFailover, ThreeHostsGoOnWithTheStandbyAndNothingIsLost) {
    test::PostgresqlServer primary({"wal_level=replica", "max_wal_senders=5", "max_replication_slots=5"});
    primary.create_database("promote");
    test::PostgresqlServer standby(primary, "s1");
    primary.set("synchronous_standby_names", "s1");
    while (primary.query("SELECT sync_state FROM pg_stat_replication") != "sync") {
    }

    sql::DatabaseConfig config;
    config.backend = "postgresql";
    config.connection =
        fmt::format("host=127.0.0.1,127.0.0.1 port={},{} user=neo dbname=promote", primary.port(), standby.port());
    config.password = test::Server::password();
    Workload workload({config, config, config});
    workload.start();
    workload.wait_for(200);
    workload.note("primary killed");
    primary.kill();
    standby.promote();
    workload.note("standby promoted");
    workload.wait_for(200);
    workload.finish();
}

// A primary that takes no changes any more is left, by reads as well, as soon as there is another.
TEST(PostgresqlFailover, APrimaryThatTurnsReadOnlyIsReadUntilThereIsAnother) {
    test::PostgresqlServer old_primary({"wal_level=replica", "max_wal_senders=5", "max_replication_slots=5"});
    old_primary.create_database("promote");
    test::PostgresqlServer standby(old_primary, "s1");
    sql::DatabaseConfig config;
    config.backend = "postgresql";
    config.connection =
        fmt::format("host=127.0.0.1,127.0.0.1 port={},{} user=neo dbname=promote", old_primary.port(), standby.port());
    config.password = test::Server::password();
    const auto pool = sql::open_database(config).value();
    const auto create = [&](const std::string& table) {
        return pool->write("test.create", [&](sql::Connection& connection) -> result<void> {
            connection.execute_once("CREATE TABLE " + table + " (id INTEGER NOT NULL)");
            return {};
        });
    };
    const auto port = [&] {
        return pool
            ->read([](sql::Connection& connection) {
                return connection
                    .first({"test.port", "SELECT inet_server_port()"}, {}, [](sql::Row& row) { return row.integer(); })
                    .value();
            })
            .value();
    };
    ASSERT_TRUE(create("before").has_value());
    old_primary.set("default_transaction_read_only", "on");
    while (old_primary.query("SHOW default_transaction_read_only") != "on") {
    }
    const auto refused = create("meanwhile");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(port(), old_primary.port());

    standby.promote();
    const auto created = create("after");
    EXPECT_TRUE(created.has_value()) << created.error().message;
    EXPECT_EQ(port(), standby.port());
}

}  // namespace
}  // namespace neo::cluster
