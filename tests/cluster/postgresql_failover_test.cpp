// A primary with a synchronous standby: the primary dies, the standby is promoted, the hosts go on by their connection
// string.
#include "workload.hpp"

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

}  // namespace
}  // namespace neo::cluster
