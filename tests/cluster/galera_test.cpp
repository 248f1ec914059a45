// Three Galera nodes, writes on all of them: one is cut off, one is killed, one comes back.
#include "workload.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tests/support/galera_cluster.hpp>

namespace neo::cluster {
namespace {

TEST(Galera, HostsOnEveryNodeGoOnWhileNodesFailAndNothingIsLost) {
    test::GaleraCluster cluster(3);
    cluster.node(0).create_database("promote");
    std::vector<sql::DatabaseConfig> hosts;
    for (int i = 0; i < cluster.size(); ++i) {
        sql::DatabaseConfig config;
        config.backend = "mysql";
        config.connection = cluster.connection_string("promote", i);
        config.password = test::Server::password();
        hosts.push_back(config);
    }
    Workload workload(hosts);
    workload.start();
    workload.wait_for(100);

    workload.note("node 2 cut off");
    cluster.node(2).isolate(true);
    cluster.node(0).wait_for(2);
    workload.wait_for(100);
    cluster.node(2).isolate(false);
    cluster.node(2).wait_for(3);
    workload.note("node 2 is back");
    workload.wait_for(50);

    workload.note("node 1 killed");
    cluster.node(1).kill();
    workload.wait_for(100);
    cluster.rejoin(1);
    workload.note("node 1 is back");
    workload.wait_for(50);
    workload.finish();

    // Nodes did refuse transactions that others had overtaken.
    long long refused = 0;
    for (int i = 0; i < cluster.size(); ++i) {
        refused += std::stoll(cluster.node(i).status("wsrep_local_cert_failures")) +
                   std::stoll(cluster.node(i).status("wsrep_local_bf_aborts"));
    }
    fmt::print("{} transactions were refused by certification and repeated\n", refused);
}

}  // namespace
}  // namespace neo::cluster
