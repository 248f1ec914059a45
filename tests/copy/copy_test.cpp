// The plugin's data moves from backend to backend and stays what it was.
#include <adapters/open_database.hpp>
#include <adapters/store/copy_plan.hpp>
#include <adapters/store/copy_store.hpp>
#include <adapters/store/open_store.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tests/support/test_database.hpp>

namespace neo {
namespace {

using sql::CopyProgress;
using sql::DatabaseConfig;
using sql::TableSum;

const auto quiet = [](const CopyProgress&) {};

// Text that engines, quoting and collations could spoil.
const std::vector<std::string> awkward{
    "plain", "O'Neil \"x\" \\ :name {{now}} %s", "trailing ", "Größe 🌱", "", "a\nb\tc", "Trailing ", "null"};

std::vector<TableSum> sums(const DatabaseConfig& config) {
    return sql::sum_tables(*sql::open_database(config).value(), sql::store_copy_plan().tables).value();
}

// Rows of every table, in every state, enough for several batches.
void fill(const DatabaseConfig& config) {
    const auto store = sql::open_store(config).value();
    const Time time = from_microseconds(1'700'000'000'123'456);
    int number = 0;
    const auto id = [&] { return fmt::format("{:08}", ++number); };
    const auto change = [&](const std::string& organization) {
        ports::MappingChange made;
        made.id = id();
        made.kind = "mapping_added";
        made.organization = organization;
        made.actor = "ana";
        made.at = time;
        return made;
    };
    for (const std::string& text : awkward) {
        ASSERT_TRUE(
            store->registrations()
                .put_registration({id(), "dev " + text, domain::OrganizationType::dev, time, text}, change(text))
                .has_value());
        ASSERT_TRUE(store->registrations()
                        .add_mapping({id(), "dev " + text, "uat", domain::Relation::sibling, time, text}, change(text))
                        .has_value());
    }
    ASSERT_TRUE(store->environments()
                    .put_environment("dev plain", {{"a.acme.test", "trailing .test "}, time, "ana"})
                    .has_value());
    ASSERT_TRUE(store->environments().fingerprint_key("key").has_value());
    for (const std::string& text : awkward)
        ASSERT_TRUE(store->recalls().put_recall({"dev plain", text, 1}, {"why " + text, time, text}, id()).has_value());
    ASSERT_TRUE(store->recalls().remove_recall({"dev plain", "plain", 1}, {id(), {}, {}, "ana", time}).has_value());
    const ports::Registration uat{id(), "uat", domain::OrganizationType::uat, time, "ana"};
    ASSERT_TRUE(store->registrations().put_registration(uat, change("uat")).has_value());
    const auto source = store->registrations().registration("dev plain").value().value();
    const auto mapping = store->registrations().mapping("dev plain", "uat").value().value();
    for (int i = 0; i < 1200; ++i) {
        const std::string& text = awkward[static_cast<std::size_t>(i) % awkward.size()];
        ports::Intent intent;
        intent.key = fmt::format("key-{:05}", i);
        intent.owner = text;
        intent.promotion.id = id();
        intent.promotion.key = intent.key;
        intent.promotion.status = ports::PromotionStatus::in_progress;
        intent.promotion.source = {"dev plain", text, 9'007'199'254'740'993 + i};
        intent.promotion.target_organization = "uat";
        if (i % 2 == 0) intent.promotion.trigger = domain::Trigger{text, "POST"};
        intent.promotion.actor = text;
        intent.promotion.requested_at = time;
        intent.mapping = mapping.id;
        intent.source_registration = source.id;
        intent.target_registration = uat.id;
        intent.idempotency_key = ports::IdempotencyKey{text, intent.key, "hash"};
        const auto row = store->ledger().prepare(intent).value().row;
        const int fate = i < 20 ? 3 : i % 4;
        if (fate == 0) continue;
        if (fate == 1) {
            ASSERT_TRUE(
                store->ledger().start_abort(row, {{"target_changed", std::to_string(i) + text, text, {}}}).value());
            continue;
        }
        ASSERT_TRUE(store->ledger().complete(row, {"crm", text, 1, 2}, fate == 2, time).value());
    }
    // Up to the first that is unfinished.
    ASSERT_TRUE(store->arrivals().take_in("~", 500).has_value());
}

TEST(Copy, AThreeWayMoveGivesIdenticalData) {
    const test::TestDatabase first("sqlite");
    const test::TestDatabase second("postgresql");
    const test::TestDatabase third("mysql");
    const test::TestDatabase last("sqlite");
    fill(first.config());
    const auto before = sums(first.config());
    for (const TableSum& sum : before) {
        fmt::print("{:20} {:6} rows {}\n", sum.table, sum.rows, sum.sha256);
        EXPECT_GT(sum.rows, 0) << sum.table;
    }
    const test::TestDatabase* from = &first;
    for (const test::TestDatabase* const to : {&second, &third, &last}) {
        const auto copied = sql::copy_store(from->config(), to->config(), quiet);
        ASSERT_TRUE(copied.has_value()) << copied.error().message;
        EXPECT_EQ(*copied, before);
        EXPECT_EQ(sums(to->config()), before) << to->config().backend;
        EXPECT_TRUE(sql::open_store(to->config()).has_value());
        from = to;
    }
}

TEST(Copy, AnInterruptedCopyIsRefusedByProgramsAndGoesOn) {
    const test::TestDatabase source("sqlite");
    fill(source.config());
    for (const std::string& backend : test::database_backends()) {
        const test::TestDatabase target(backend);
        int batches = 0;
        const auto interrupt = [&](const CopyProgress& progress) {
            if (progress.table == "promotions" && ++batches == 2) throw std::runtime_error("interrupted");
        };
        EXPECT_THROW((void)sql::copy_store(source.config(), target.config(), interrupt), std::runtime_error);
        const auto opened = sql::open_store(target.config());
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, ErrorCode::unsupported_schema);
        EXPECT_THAT(opened.error().message, testing::HasSubstr("a copy into this database was begun"));

        std::vector<std::int64_t> begun;
        const auto copied = sql::copy_store(source.config(), target.config(), [&](const CopyProgress& progress) {
            if (progress.table == "promotions") begun.push_back(progress.rows);
        });
        ASSERT_TRUE(copied.has_value()) << copied.error().message;
        EXPECT_GT(begun.at(0), 0) << "it went on where it was interrupted";
        EXPECT_EQ(sums(target.config()), sums(source.config()));
        EXPECT_TRUE(sql::open_store(target.config()).has_value());
    }
}

TEST(Copy, ATargetThatHoldsDataIsLeftAlone) {
    const test::TestDatabase source("sqlite");
    const test::TestDatabase target("sqlite");
    fill(source.config());
    fill(target.config());
    const auto before = sums(target.config());
    const auto copied = sql::copy_store(source.config(), target.config(), quiet);
    ASSERT_FALSE(copied.has_value());
    EXPECT_EQ(copied.error().code, ErrorCode::invalid);
    EXPECT_THAT(copied.error().message, testing::HasSubstr("holds other data already"));
    EXPECT_EQ(sums(target.config()), before);
}

TEST(Copy, EveryTableOfThePluginIsCopied) {
    const test::TestDatabase database("sqlite");
    ASSERT_TRUE(sql::open_store(database.config()).has_value());
    const auto pool = sql::open_database(database.config()).value();
    const auto tables = pool->read([](sql::Connection& connection) {
        return connection.all_once(
            {"test.tables", "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'neo_schema'"}, {},
            [](sql::Row& row) { return row.text(); });
    });
    std::vector<std::string> copied;
    for (const auto& table : sql::store_copy_plan().tables)
        copied.emplace_back(table.name);
    EXPECT_THAT(copied, testing::UnorderedElementsAreArray(tables.value()));
}

}  // namespace
}  // namespace neo
