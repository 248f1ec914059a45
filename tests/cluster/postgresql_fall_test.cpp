// A server that falls before the outcome of a promotion is on its disk.
#include <adapters/store/open_store.hpp>

#include <gtest/gtest.h>

#include <tests/support/postgresql_server.hpp>
#include <tests/support/registrations.hpp>

namespace neo::cluster {
namespace {

using ports::LedgerState;
using ports::PromotionStatus;

TEST(PostgresqlFall, TakesTheOutcomeAlongAndItIsWrittenAgain) {
    // Only every ten seconds the server writes what nobody waits for.
    test::PostgresqlServer server({"wal_writer_delay=10000ms"});
    server.create_database("promote");
    sql::DatabaseConfig config;
    config.backend = "postgresql";
    config.connection = server.connection_string("promote");
    config.password = test::Server::password();
    const auto store = sql::open_store(config).value();
    const auto route = test::register_and_map(store->registrations());

    ports::Intent intent;
    intent.key = "key";
    intent.owner = "worker";
    intent.lease_seconds = 1;
    intent.promotion.id = "p-1";
    intent.promotion.key = intent.key;
    intent.promotion.status = PromotionStatus::in_progress;
    intent.promotion.source = {"dev", "welcome", 1};
    intent.promotion.target_organization = "uat";
    intent.promotion.actor = "ana";
    intent.mapping = route.mapping.id;
    intent.source_registration = route.source.id;
    intent.target_registration = route.target.id;
    const ports::LedgerRow row = store->ledger().prepare(intent).value().row;
    const ports::Placement placement{"crm", "welcome", 1, 2};
    const auto status = [&] { return store->history().promotion(row.promotion).value().value().status; };
    const auto state = [&] { return store->ledger().find(row.key).value().value().state; };

    ASSERT_TRUE(store->ledger().complete(row, placement, false, {}).value());
    EXPECT_EQ(status(), PromotionStatus::succeeded);
    server.kill();
    server.start();
    // All that was decided on is there, and nothing that contradicts it.
    EXPECT_EQ(state(), LedgerState::prepared);
    EXPECT_EQ(status(), PromotionStatus::in_progress);

    EXPECT_TRUE(store->ledger().complete(row, placement, false, {}).value());
    EXPECT_EQ(state(), LedgerState::done);
    EXPECT_EQ(status(), PromotionStatus::succeeded);
}

}  // namespace
}  // namespace neo::cluster
