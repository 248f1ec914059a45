// No statement of the plugin's store scans or sorts what grows: whatever it prepares while every operation of its ports
// is done over a filled database is explained by the engine.
#include "plan.hpp"
#include "statement_recorder.hpp"

#include <adapters/open_database.hpp>

#include <fstream>
#include <regex>
#include <set>
#include <tests/contract/stores.hpp>
#include <tests/support/filled_history.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::plans {
namespace {

using contract::change;
using contract::intent;
using contract::next_id;
using ports::HistoryFilter;
using ports::PromotionStatus;

constexpr test::HistoryShape shape{.promotions = 30'000, .organizations = 2'000, .mappings = 20'000, .in_progress = 20};

const std::vector<std::string> growing_tables{
    "promotions",       "promotion_ledger", "registrations",     "mappings", "mapping_changes",
    "idempotency_keys", "environments",     "environment_hosts", "recalls",  "recall_changes"};

// What is meant: a part of the statement, and why its cost does not grow.
struct Exception {
    Cost cost;
    const char* part;
    const char* reason;
};
constexpr Exception exceptions[] = {
    {Cost::scan, "promotions WHERE 1 = 1", "the newest of all: the primary key from its end, cut off by a limit"},
    {Cost::scan, "mapping_changes WHERE 1 = 1", "as those: the newest of all"},
    {Cost::sort, "looked CROSS JOIN promotions", "of the attempts that one page looks at"},
    {Cost::sort, "promotions WHERE id IN (", "of one page"},
    {Cost::sort, "UNION ALL SELECT id, kind", "of a page of each of a few organizations"},
    {Cost::sort, "AS id FROM (WITH RECURSIVE listed",
     "of what one dataflow's versions were promoted, until it is taken in"},
    {Cost::sort, "ORDER BY lease_until, promotion_key", "of what is under way and expired"},
};

bool is_meant(Cost cost, const std::string& statement) {
    return std::ranges::any_of(exceptions, [&](const Exception& exception) {
        return exception.cost == cost && statement.find(exception.part) != std::string::npos;
    });
}

class Plans : public contract::StoreContract {
protected:
    void SetUp() override {
        if (GetParam() == "postgresql") {
            // Of few rows PostgreSQL reads all where that is cheaper: what is asked is whether there is
            // another way, which it takes when they are many.
            auto& server = dynamic_cast<test::PostgresqlServer&>(test::shared_server("postgresql"));
            for (const char* cheap_for_few : {"enable_seqscan", "enable_bitmapscan"})
                server.set(cheap_for_few, "off");
        }
        StoreContract::SetUp();
        test::fill_history(database(), shape);
        if (GetParam() == "postgresql") {
            // As autovacuum leaves it: an index is read without the table.
            const std::string& connection = database().connection;
            dynamic_cast<test::PostgresqlServer&>(test::shared_server("postgresql"))
                .query("VACUUM ANALYZE", connection.substr(connection.rfind('=') + 1));
        }
        take_recorded();
    }

    void walk_registrations() {
        auto& all = registrations();
        const auto facts = this->facts("acme-dev", "acme-uat");
        all.registration("acme-dev").value();
        all.registrations({"acme-dev", "org-0000001", "org-0000002"}).value();
        all.mapping("acme-dev", "acme-uat").value();
        all.mappings("org-0000001", "", 50).value();
        all.mappings_from({"org-0000001", "org-0000003"}).value();
        all.replace_mapping({next_id("m"), "acme-dev", "acme-uat", domain::Relation::default_relation,
                             facts.mapping.created_at, "ana"},
                            change("relation_changed", "acme-dev"))
            .value();
        all.remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")).value();
        register_as("acme-dev", domain::OrganizationType::sit);
        all.remove_registration("acme-dev", change("deregistered", "acme-dev")).value();
        walk_changes();
    }

    void walk_changes() {
        const std::string middle = registrations().changes({}).value().items.back().id;
        // Every filter there is: a bit for each thing that can be asked for.
        for (unsigned asked = 0; asked < 1U << 4; ++asked) {
            const auto asks = [&](unsigned bit) { return (asked >> bit & 1U) != 0; };
            for (const int organizations : {0, 1, 60, 300}) {
                ports::ChangesFilter filter;
                if (asks(0)) filter.actor = "user-7";
                if (asks(1)) filter.before = middle;
                if (asks(2)) filter.not_before = "c";
                if (asks(3)) filter.from = from_microseconds(1);
                if (asks(3)) filter.to = from_microseconds(test::newest_promotion);
                if (organizations > 0) filter.organizations.emplace();
                for (int i = 0; i < organizations; ++i)
                    filter.organizations->push_back(test::organization_name(i));
                EXPECT_THAT(registrations().changes(filter), contract::Succeeds());
            }
        }
    }

    void write(const std::string& sql) {
        const auto pool = sql::open_database(database()).value();
        pool->write_once("test.write",
                         [&](sql::Connection& connection) -> result<void> {
                             connection.execute_once(sql);
                             return {};
                         })
            .value();
    }

    static std::set<std::string> promotions_of(const std::vector<ports::Arrival>& arrivals) {
        std::set<std::string> ids;
        for (const ports::Arrival& arrival : arrivals)
            ids.insert(arrival.promotion);
        return ids;
    }

    void walk_arrivals() {
        const std::vector<sdk::DataflowId> roots{{"beta-dev", "welcome"}, {"nobody", "nothing"}};
        const auto of_history = arrivals().below(roots).value();
        EXPECT_THAT(of_history, testing::Not(testing::IsEmpty()));
        write("UPDATE promotion_ledger SET lease_until = NULL WHERE lease_until > 0");
        while (arrivals().take_in("~", 500).value())
            continue;
        write(GetParam() == "mysql" ? "ANALYZE TABLE arrivals" : "ANALYZE");  // as the engines do by themselves
        EXPECT_EQ(promotions_of(arrivals().below(roots).value()), promotions_of(of_history));
        EXPECT_THAT(arrivals().into({of_history.front().target}).value(), testing::Not(testing::IsEmpty()));
        EXPECT_THAT(arrivals().forget(), contract::Succeeds());
    }

    void walk_environments() {
        for (int organization = 0; organization < 300; ++organization) {
            ports::Environment environment{{"shared.acme.test"}, from_microseconds(1), "ana"};
            for (int host = 0; host < 20; ++host)
                environment.hosts.push_back("uat-" + std::to_string(organization * 100 + host) + ".acme.test");
            std::ranges::sort(environment.hosts);
            environments().put_environment(test::organization_name(organization), environment).value();
        }
        environments().put_environment(test::organization_name(5), {{"a.test"}, from_microseconds(2), "bo"}).value();
        environments().environment(test::organization_name(5)).value();
        environments().fingerprint_key("key").value();
        EXPECT_THAT(environments().foreign("nobody", {"shared.acme.test", "uat-1.acme.test", "absent.test"}).value(),
                    testing::SizeIs(2));
    }

    void walk_recalls() {
        const std::string organization(test::busy_organization);
        const auto recall = [&](const domain::VersionId& version, const std::string& reason) {
            recalls().put_recall(version, {reason, from_microseconds(1), "ana"}, next_id("rc")).value();
        };
        for (int dataflow = 0; dataflow < 1000; ++dataflow)
            recall({organization, "flow-" + std::to_string(dataflow), 1}, "why");
        const domain::VersionId version{organization, "flow-1", 1};
        recall(version, "another");
        EXPECT_TRUE(recalls().recall(version).value().has_value());
        EXPECT_THAT(recalls().recalled_versions(organization, {"flow-1", "flow-2"}).value(), testing::SizeIs(2));
        EXPECT_THAT(recalls().changes(version, 100).value(), testing::SizeIs(2));
        EXPECT_THAT(recalls().remove_recall(version, {next_id("rc"), {}, {}, "ana", from_microseconds(2)}),
                    contract::Succeeds());
    }

    ports::LedgerRow prepared(const Facts& facts, const std::string& key, std::int64_t lease_seconds = 30) {
        auto made = intent(key, facts.source, facts.target, facts.mapping);
        made.lease_seconds = lease_seconds;
        made.idempotency_key = ports::IdempotencyKey{"ana", next_id("i"), "hash"};
        return ledger().prepare(made).value().row;
    }

    void walk_ledger() {
        const auto facts = this->facts("beta-dev", "beta-uat");
        const Time now = from_microseconds(test::newest_promotion);
        ledger().basis("k1", {"beta-dev", "welcome", 1}, "beta-uat", "welcome").value();
        ledger().basis("k2", {"beta-dev", "welcome", 1}, "beta-uat", "").value();
        EXPECT_TRUE(ledger().complete(prepared(facts, "k1"), contract::placement, false, now).value());
        const auto risen = ledger().raise_fence(prepared(facts, "k2"), std::int64_t{1} << 61).value().value();
        const auto aborting = ledger().start_abort(risen, {}).value().value();
        EXPECT_TRUE(ledger().finish_abort(aborting, now).value());
        prepared(facts, "k2");
        const auto expired = prepared(facts, "k3", 0);
        ledger().expired(10).value();
        EXPECT_TRUE(ledger().claim(expired, "worker-2", 30).value().has_value());
        ports::LedgerRow lost = expired;
        lost.key = "k4";
        auto rebuilt = contract::attempt("k4");
        rebuilt.status = PromotionStatus::succeeded;
        lost.promotion = rebuilt.id;
        EXPECT_THAT(ledger().rebuild(lost, rebuilt), contract::Succeeds());
        ledger().done_rows("", 10).value();
        ledger().unfinished().value();
    }

    void walk_history() {
        auto attempt = contract::attempt("k");
        attempt.status = PromotionStatus::refused;
        EXPECT_THAT(history().record(attempt, ports::IdempotencyKey{"ana", "request-1", "hash"}), contract::Succeeds());
        history().find_idempotency_key("ana", "request-1").value();
        history().promotion(attempt.id).value();
        history().promoted_versions(std::string(test::busy_organization), {"flow-1", "flow-2"}).value();
        std::vector<std::string> some;
        for (int i = 1; i <= 300; ++i)
            some.push_back(test::organization_name(i));
        EXPECT_THAT(history().last_promotions(some).value(), testing::SizeIs(300));
        std::vector<std::string> many = some;
        for (int i = 301; i <= 600; ++i)
            many.push_back(test::organization_name(i));
        const std::vector<std::string> few{some[0], std::string(test::busy_organization)};
        const std::string middle = history().promotions({}).value().items.back().id;
        // Every filter there is: a bit for each thing that can be asked for.
        for (unsigned asked = 0; asked < 1U << 8; ++asked) {
            const auto asks = [&](unsigned bit) { return (asked >> bit & 1U) != 0; };
            HistoryFilter filter;
            if (asks(0)) filter.organization = test::busy_organization;
            filter.role = std::array{HistoryFilter::Role::any, HistoryFilter::Role::source,
                                     HistoryFilter::Role::target}[asked % 3];
            if (asks(1)) filter.other_organization = "org-0000002";
            if (asks(2)) filter.dataflow = "flow-3";
            if (asks(3)) filter.version = 5;
            if (asks(4)) filter.status = asked % 5 == 0 ? PromotionStatus::in_progress : PromotionStatus::failed;
            if (asks(5)) filter.actor = "user-7";
            if (asks(6)) filter.before = middle;
            if (asks(6) && asks(4)) filter.to = from_microseconds(test::newest_promotion);
            if (asks(7)) filter.visible_organizations = std::array{few, some, many}[asked % 3];
            EXPECT_THAT(history().promotions(filter), contract::Succeeds());
        }
    }

    // What is complained of and not meant, each with its statement.
    std::vector<std::string> complaints() {
        std::vector<std::string> found;
        for (const std::string& statement : take_recorded()) {
            if (!std::regex_search(statement, std::regex("^(SELECT|UPDATE|DELETE|WITH done) "))) continue;
            for (const Complaint& complaint : complaints_of(database(), statement, growing_tables)) {
                if (!is_meant(complaint.cost, statement)) found.push_back(complaint.says + "\n  of " + statement);
            }
        }
        return found;
    }

    // The names of queries in the store's sources that nothing has run.
    std::vector<std::string> never_run() {
        const std::string run = store().metrics();
        std::vector<std::string> missing;
        const std::regex name(
            R"re("((?:registrations|ledger|history|arrivals|environments|recalls)\.[a-z_]+\.[a-z_]+)")re");
        for (const auto& file : std::filesystem::directory_iterator(NEO_STORE_SOURCES)) {
            std::ifstream stream(file.path());
            const std::string text((std::istreambuf_iterator<char>(stream)), {});
            for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
                const std::string query = (*at)[1];
                if (run.find("\"" + query + "\"") == std::string::npos && !needs_no_run(query))
                    missing.push_back(query);
            }
        }
        return missing;
    }
    // An insertion looks for nothing, and may be a part of another's statement. Which statement writes an outcome, and
    // which gather the attempts of many organizations, hangs on the engine.
    static bool needs_no_run(const std::string& query) {
        if (query.find(".insert") != std::string::npos) return true;
        static const std::set<std::string> by_joined_values{
            "history.promotions.select_heads", "history.promotions.select_reach", "history.promotions.select_ids"};
        if (GetParam() == "mysql" && by_joined_values.contains(query)) return true;
        if (GetParam() == "sqlite") return query == "ledger.complete.update_both";
        return query == "ledger.complete.update" || query == "ledger.complete.update_promotion";
    }
};
INSTANTIATE_TEST_SUITE_P(On, Plans, testing::ValuesIn(test::database_backends()),
                         [](const auto& name) { return name.param; });

TEST_P(Plans, NoStatementOfTheStoreScansOrSortsWhatGrows) {
    walk_registrations();
    walk_ledger();
    walk_history();
    walk_arrivals();
    walk_environments();
    walk_recalls();
    EXPECT_THAT(never_run(), testing::IsEmpty()) << "then nothing is said of these";
    EXPECT_THAT(complaints(), testing::IsEmpty());
}

// One dataflow that went to very many organizations, and one organization that very much came into: once from that one.
TEST_P(Plans, R2_APromotionLooksAtWhatWentFromItsDataflowToItsTargetAlone) {
    const std::string middle = test::organization_name(shape.organizations / 2);
    write(
        "UPDATE promotions SET source_organization = 'wide', source_dataflow = 'flow', source_version = 7 "
        "WHERE target_organization < '" +
        middle + "'");
    write("UPDATE promotions SET target_organization = 'hub' WHERE source_organization <> 'wide'");
    write(
        "UPDATE promotions SET target_organization = 'hub', target_dataflow = 'landed' WHERE id = (SELECT first FROM "
        "(SELECT MIN(id) AS first FROM promotions WHERE source_organization = 'wide' AND status = 'succeeded') f)");
    write(GetParam() == "mysql" ? "ANALYZE TABLE promotions" : "ANALYZE");
    take_recorded();

    const domain::VersionId version{"wide", "flow", 1};
    const auto basis = ledger().basis("k", version, "hub", "landed").value();
    EXPECT_EQ(basis.newer_version, 7);
    EXPECT_EQ(basis.before_dataflow, "landed");
    EXPECT_EQ(ledger().basis("k", version, "hub", "").value().before_dataflow, "landed");
    std::size_t looked_at = 0;
    for (const std::string& statement : take_recorded()) {
        if (statement.find("promotion_ledger") == std::string::npos) continue;
        EXPECT_LT(effort_of(database(), statement), 1'000) << statement;
        ++looked_at;
    }
    EXPECT_EQ(looked_at, 2U);
}

TEST_P(Plans, AnIndexThatIsMissingIsComplainedOf) {
    const bool is_mysql = GetParam() == "mysql";
    write(is_mysql ? "DROP INDEX promotions_actor ON promotions" : "DROP INDEX promotions_actor");
    HistoryFilter filter;
    filter.actor = "user-7";
    history().promotions(filter).value();
    EXPECT_THAT(complaints(), testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace neo::plans
