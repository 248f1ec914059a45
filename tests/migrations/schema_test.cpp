// The real schemas of plugin and reference host.
#include "host_migrations.hpp"
#include "promote_migrations.hpp"
#include "schema_dump.hpp"

#include <adapters/open_database.hpp>
#include <adapters/store/open_store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <tests/support/test_database.hpp>

namespace neo::migrations {
namespace {

struct Schema {
    const char* name;
    std::span<const sql::Migration> migrations;
};

class SchemaTest : public testing::TestWithParam<std::string> {
protected:
    SchemaTest() : database_(GetParam()) {}

    // An empty SCHEMA database; the snapshot's file.
    std::unique_ptr<sql::Pool> open() { return sql::open_database(database_.config()).value(); }
    static std::filesystem::path snapshot(const Schema& schema) {
        return std::filesystem::path(NEO_SNAPSHOTS) / (std::string(schema.name) + "." + GetParam() + ".txt");
    }
    void expect_head_equals_snapshot(const Schema& schema) {
        const auto pool = open();
        const std::string table = std::string(schema.name) + "_schema";
        const auto version = sql::migrate(*pool, {.table = table, .migrations = schema.migrations});
        ASSERT_TRUE(version.has_value()) << version.error().message;
        EXPECT_EQ(*version, static_cast<int>(schema.migrations.size()));
        const std::string dump = dump_schema(*pool);
        if (std::getenv("NEO_WRITE_SNAPSHOTS") != nullptr) std::ofstream(snapshot(schema)) << dump;
        std::ifstream file(snapshot(schema));
        ASSERT_TRUE(file) << "there is no " << snapshot(schema);
        EXPECT_EQ(dump, std::string((std::istreambuf_iterator<char>(file)), {}))
            << "if the change is meant, write the snapshots anew: NEO_WRITE_SNAPSHOTS=1";
        const auto again = sql::migrate(*pool, {.table = table, .migrations = schema.migrations, .migrate = false});
        EXPECT_TRUE(again.has_value());
    }

    test::TestDatabase database_;
};
INSTANTIATE_TEST_SUITE_P(On, SchemaTest, testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

TEST_P(SchemaTest, ThePluginsSchemaIsAsItWasKept) {
    expect_head_equals_snapshot({"neo", promote_migrations::all()});
}

TEST_P(SchemaTest, TheReferenceHostsSchemaIsAsItWasKept) {
    expect_head_equals_snapshot({"host", host_migrations::all()});
}

TEST_P(SchemaTest, WhatTheFirstVersionWroteIsKeptAndItGoesOnWritingBesideTheNewest) {
    const auto pool = open();
    const auto write_as_first_version = [&](const std::string& id) {
        const std::string sql =
            "INSERT INTO promotions (id, promotion_key, status, source_organization, source_dataflow, source_version, "
            "target_organization, routed, trigger_url, trigger_method, actor, requested_at, failures) VALUES ('" +
            id + "', 'k', 'refused', 'acme-dev', 'welcome', 3, 'acme-uat', 0, '/welcome', 'POST', 'ana', 17, '[]')";
        const auto written = pool->write("test.insert", [&](sql::Connection& connection) -> result<void> {
            connection.execute_once(sql);
            return {};
        });
        ASSERT_TRUE(written.has_value()) << written.error().message;
    };
    const auto first = promote_migrations::all().first(1);
    ASSERT_TRUE(sql::migrate(*pool, {.table = "neo_schema", .migrations = first}).has_value());
    write_as_first_version("before");
    const auto store = sql::open_store(database_.config());
    ASSERT_TRUE(store.has_value()) << store.error().message;
    write_as_first_version("beside");

    for (const char* id : {"before", "beside"}) {
        const auto kept = (*store)->history().promotion(id).value().value();
        EXPECT_EQ(kept.source, (domain::VersionId{"acme-dev", "welcome", 3}));
        EXPECT_EQ(kept.trigger, (domain::Trigger{"/welcome", "POST"}));
        EXPECT_EQ(kept.actor, "ana");
        EXPECT_EQ(kept.dataflow_name, std::nullopt);
    }
}

TEST_P(SchemaTest, BothSchemasFitIntoOneDatabase) {
    const auto pool = open();
    EXPECT_TRUE(sql::migrate(*pool, {.table = "neo_schema", .migrations = promote_migrations::all()}).has_value());
    EXPECT_TRUE(sql::migrate(*pool, {.table = "host_schema", .migrations = host_migrations::all()}).has_value());
}

}  // namespace
}  // namespace neo::migrations
