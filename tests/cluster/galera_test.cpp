// Three Galera nodes, writes on all of them: one is cut off, one is killed, one comes back.
#include "workload.hpp"

#include <adapters/open_database.hpp>
#include <adapters/store/copy_plan.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <tests/support/galera_cluster.hpp>
#include <thread>

namespace neo::cluster {
namespace {

class Galera : public testing::Test {
protected:
    // One for all tests: to start it takes longer than to use it.
    static void SetUpTestSuite() {
        cluster_ = std::make_unique<test::GaleraCluster>(3);
        cluster_->node(0).create_database("promote");
    }
    static void TearDownTestSuite() { cluster_.reset(); }

    static sql::DatabaseConfig config(const std::string& connection) {
        sql::DatabaseConfig made;
        made.backend = "mysql";
        made.connection = connection;
        made.password = test::Server::password();
        return made;
    }
    // Of one node alone.
    std::unique_ptr<sql::Pool> pool_of(int node) {
        return sql::open_database(config(cluster_->node(node).connection_string("promote"))).value();
    }
    long long refused_by_certification() {
        long long refused = 0;
        for (int i = 0; i < cluster_->size(); ++i) {
            refused += std::stoll(cluster_->node(i).status("wsrep_local_cert_failures")) +
                       std::stoll(cluster_->node(i).status("wsrep_local_bf_aborts"));
        }
        return refused;
    }
    void expect_that_all_nodes_hold_the_same() {
        const auto tables = sql::store_copy_plan().tables;
        const auto first = sql::sum_tables(*pool_of(0), tables).value();
        for (int i = 1; i < cluster_->size(); ++i)
            EXPECT_EQ(sql::sum_tables(*pool_of(i), tables).value(), first) << "node " << i;
    }

    static inline std::unique_ptr<test::GaleraCluster> cluster_;
};

// Every node adds to the same row, all the time.
TEST_F(Galera, ATransactionThatAnotherNodeOvertookIsRepeatedAndNothingIsLost) {
    constexpr int additions = 100;
    const auto create = pool_of(0)->write("test.create", [](sql::Connection& connection) -> result<void> {
        connection.execute_once("CREATE TABLE counters (id INTEGER NOT NULL PRIMARY KEY, number INTEGER NOT NULL)");
        connection.execute_once("INSERT INTO counters (id, number) VALUES (1, 0)");
        return {};
    });
    ASSERT_TRUE(create.has_value()) << create.error().message;
    std::vector<std::unique_ptr<sql::Pool>> pools;
    for (int i = 0; i < cluster_->size(); ++i)
        pools.push_back(pool_of(i));
    const auto before = refused_by_certification();
    std::vector<std::jthread> nodes;
    for (const auto& pool : pools) {
        nodes.emplace_back([&pool] {
            for (int i = 0; i < additions; ++i) {
                const auto added = pool->write("test.add", [](sql::Connection& connection) -> result<void> {
                    connection.execute({"test.add.update", "UPDATE counters SET number = number + 1 WHERE id = 1"});
                    return {};
                });
                EXPECT_TRUE(added.has_value()) << added.error().message;
            }
        });
    }
    nodes.clear();
    const auto refused = refused_by_certification() - before;
    fmt::print("{} of {} transactions were refused by certification and repeated\n", refused,
               additions * cluster_->size());
    EXPECT_GT(refused, 0);
    for (const auto& pool : pools) {
        EXPECT_THAT(pool->metrics(""), testing::HasSubstr("\noutcomes_unknown_total 0\n"));
        const auto number = pool->read([](sql::Connection& connection) {
            return connection
                .first({"test.number", "SELECT number FROM counters"}, {}, [](sql::Row& row) { return row.integer(); })
                .value();
        });
        EXPECT_EQ(number.value(), additions * cluster_->size());
        const auto waits_for_others = pool->read([](sql::Connection& connection) {
            return connection
                .first({"test.sync", "SELECT @@SESSION.wsrep_sync_wait"}, {}, [](sql::Row& row) { return row.text(); })
                .value();
        });
        EXPECT_EQ(waits_for_others.value(), "1");
    }
}

TEST_F(Galera, HostsOnEveryNodeGoOnWhileNodesFailAndNothingIsLost) {
    std::vector<sql::DatabaseConfig> hosts;  // each begins with another node
    for (int i = 0; i < cluster_->size(); ++i)
        hosts.push_back(config(cluster_->connection_string("promote", i)));
    Workload workload(hosts);
    workload.start();
    workload.wait_for(100);

    workload.note("node 2 cut off");
    cluster_->node(2).isolate(true);
    cluster_->node(0).wait_for(2);
    workload.wait_for(100);
    // It notices by itself, a little later than the others.
    auto alone = sql::open_database(config(cluster_->node(2).connection_string("promote")));
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (alone && std::chrono::steady_clock::now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        alone = sql::open_database(config(cluster_->node(2).connection_string("promote")));
    }
    ASSERT_FALSE(alone.has_value());
    EXPECT_EQ(alone.error().code, ErrorCode::unavailable);
    EXPECT_THAT(alone.error().message, testing::HasSubstr("cut off from its Galera cluster"));
    cluster_->node(2).isolate(false);
    cluster_->node(2).wait_for(3);
    workload.note("node 2 is back");
    workload.wait_for(50);

    workload.note("node 1 killed");
    cluster_->node(1).kill();
    workload.wait_for(100);
    cluster_->rejoin(1);
    workload.note("node 1 is back");
    workload.wait_for(50);
    workload.finish();
    expect_that_all_nodes_hold_the_same();
}

}  // namespace
}  // namespace neo::cluster
