// What the reference host's first release wrote, as the present one finds it: which module and global a version has
// (E4, E6), and who holds which trigger (T5, U5).
#include "host_migrations.hpp"

#include <adapters/open_database.hpp>
#include <adapters/sql/migrator.hpp>
#include <host-sdk/reference-host/store/dataflows.hpp>
#include <host-sdk/reference-host/store/lifecycle.hpp>
#include <host-sdk/reference-host/store/open.hpp>
#include <host-sdk/reference-host/store/promotions.hpp>
#include <host-sdk/reference-host/store/sessions.hpp>
#include <host-sdk/reference-host/store/tokens.hpp>
#include <host-sdk/reference-host/store/trigger_holders.hpp>
#include <plugin/base/digest.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tests/support/test_database.hpp>

namespace neo::migrations {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class HostUpgrade : public testing::TestWithParam<std::string> {
protected:
    HostUpgrade() : database_(GetParam()), pool_(sql::open_database(database_.config()).value()) {
        const sql::MigrationPlan first{.table = "host_schema", .migrations = host_migrations::all().first(1)};
        EXPECT_TRUE(sql::migrate(*pool_, first).has_value());
        for (const char* organization : {"dev", "sit", "uat", "prod", "last"}) {
            execute(
                fmt::format("INSERT INTO organizations (id, name, cluster_name, neo_enabled, modules, search_text) "
                            "VALUES ('{0}', '{0}', 'eu', 1, '', '{0}')",
                            organization));
            execute(
                fmt::format("INSERT INTO applications (organization, id, name, kind) "
                            "VALUES ('{0}', 'crm', 'crm', 'custom')",
                            organization));
        }
        execute("INSERT INTO users (id, name) VALUES ('ana', 'Ana')");
        for (const char* organization : {"dev", "uat"})
            execute(
                fmt::format("INSERT INTO grants (user_id, organization, permissions) VALUES ('ana', '{}', "
                            "'neo.promote')",
                            organization));
    }

    void execute(const std::string& sql) {
        const auto done = pool_->write("test.execute", [&](sql::Connection& connection) -> result<void> {
            connection.execute_once(sql);
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().message;
    }

    // ---- What the first release wrote. `module` empty: none.
    void dataflow(const std::string& organization, const std::string& id, const std::string& module = {},
                  bool global = false) {
        execute(
            fmt::format("INSERT INTO dataflows (organization, id, name, application, is_global, module, "
                        "last_version, revision, search_text) VALUES ('{0}', '{1}', '{1}', 'crm', {2}, {3}, 99, 1, "
                        "'{1}')",
                        organization, id, global ? 1 : 0, module.empty() ? "NULL" : "'" + module + "'"));
    }
    // With the claim of its trigger: it claimed those of all versions, methods as they were written.
    void version(const std::string& organization, const std::string& dataflow, int number, const std::string& state,
                 const std::string& url, const std::string& method = "POST") {
        const std::string hash = sha256({organization, method, url});
        execute(
            fmt::format("INSERT INTO versions (organization, dataflow, version, state, trigger_hash, method, url, "
                        "tags, changed_at, changed_by, content) VALUES ('{}', '{}', {}, '{}', '{}', '{}', '{}', "
                        "'[]', 17, 'ana', '{{\"blocks\":[],\"connections\":[]}}')",
                        organization, dataflow, number, state, hash, method, url));
        if (claimed_.insert(hash).second)
            execute(
                fmt::format("INSERT INTO trigger_holders (trigger_hash, organization, dataflow) "
                            "VALUES ('{}', '{}', '{}')",
                            hash, organization, dataflow));
    }
    // Two versions and their key.
    void promoted(const std::string& from, const std::string& source, int version_there, const std::string& to,
                  const std::string& target, int number) {
        version(to, target, number, "approved", "/pay");
        version(to, target, number + 1, "draft", "/pay");
        execute(
            fmt::format("INSERT INTO promotion_keys (promotion_key, state, fence, payload_hash, actor, "
                        "source_organization, source_dataflow, source_version, target_organization, "
                        "target_application, target_dataflow, approved_version, draft_version, method, url, "
                        "applied_at) VALUES ('{}', 'applied', 1, 'h', 'ana', '{}', '{}', {}, '{}', 'crm', '{}', "
                        "{}, {}, 'POST', '/pay', 17)",
                        random_secret(), from, source, version_there, to, target, number, number + 1));
    }

    // ---- The present release starts, and answers what it warns of.
    std::string open() {
        testing::internal::CaptureStderr();
        auto opened = host::store::open(database_.config());
        const std::string log = testing::internal::GetCapturedStderr();
        EXPECT_TRUE(opened.has_value()) << opened.error().message;
        if (opened) opened_ = *std::move(opened);
        return log;
    }
    sql::Pool& host() { return *opened_.pool; }
    host::Version found(const std::string& organization, const std::string& dataflow, int number) {
        return host()
            .read([&](sql::Connection& c) { return host::store::find_version(c, organization, dataflow, number); })
            .value()
            .value();
    }
    std::string told(const std::string& organization, const std::string& dataflow, int number) {
        const auto document = found(organization, dataflow, number);
        return (document.global ? "global " : "local ") + document.module.value_or("-");
    }
    std::string holder(const std::string& organization, const std::string& method, const std::string& url) {
        const auto holder = host().read([&](sql::Connection& c) {
            return host::store::find_trigger_holder(c, organization, {url, method});
        });
        return holder.value() ? (*holder)->dataflow : "nobody";
    }
    long long count(const std::string& query) {
        return pool_
            ->read([&](sql::Connection& connection) {
                return connection.all_once({"test.count", query}, {}, [](sql::Row& row) { return row.integer(); });
            })
            .value()
            .front();
    }

    test::TestDatabase database_;
    std::unique_ptr<sql::Pool> pool_;
    std::set<std::string> claimed_;
    host::store::Opened opened_;
};
INSTANTIATE_TEST_SUITE_P(On, HostUpgrade, testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

TEST_P(HostUpgrade, E6_WhatRoutedPromotionsLostIsMended) {
    dataflow("dev", "pay", "payments", true);
    version("dev", "pay", 1, "approved", "/pay");
    dataflow("sit", "own");
    version("sit", "own", 1, "live", "/pay");
    promoted("dev", "pay", 1, "sit", "own", 2);
    version("sit", "own", 4, "draft", "/pay");
    dataflow("uat", "theirs", "other");
    version("uat", "theirs", 1, "live", "/pay");
    promoted("sit", "own", 2, "uat", "theirs", 2);
    promoted("sit", "own", 1, "uat", "theirs", 4);
    dataflow("prod", "pay");  // as the promotion made it, of a draft that was approved: without what was lost before
    promoted("uat", "theirs", 3, "prod", "pay", 1);
    dataflow("last", "pay");
    promoted("prod", "pay", 1, "last", "pay", 1);

    EXPECT_EQ(open(), "");
    EXPECT_EQ(told("dev", "pay", 1), "global payments");
    EXPECT_EQ(told("sit", "own", 1), "local -");
    EXPECT_EQ(told("sit", "own", 2), "global payments");
    EXPECT_EQ(told("sit", "own", 3), "global payments");
    EXPECT_EQ(told("sit", "own", 4), "local -") << "the team's own";
    EXPECT_EQ(told("uat", "theirs", 1), "local other");
    EXPECT_EQ(told("uat", "theirs", 2), "global payments");
    EXPECT_EQ(told("uat", "theirs", 3), "global payments");
    EXPECT_EQ(told("uat", "theirs", 4), "local -") << "it comes from a version that sit wrote itself";
    EXPECT_EQ(told("prod", "pay", 1), "global payments") << "three promotions from where it was written";
    EXPECT_EQ(told("prod", "pay", 2), "global payments");
    EXPECT_EQ(told("last", "pay", 1), "global payments") << "four";
    EXPECT_EQ(count("SELECT COUNT(*) FROM versions WHERE is_global IS NULL"), 0);
    const auto own =
        host().read([](sql::Connection& c) { return host::store::find_dataflow(c, "sit", "own"); }).value();
    EXPECT_EQ(own->module, "payments") << "that of its newest approved version";
}

TEST_P(HostUpgrade, T5_TriggersThatNobodyIsEntitledToAreLetGo) {
    dataflow("dev", "orders");
    version("dev", "orders", 1, "approved", "/a");
    version("dev", "orders", 2, "draft", "/beside");
    version("dev", "orders", 3, "rejected", "/no");
    dataflow("dev", "drafts");
    version("dev", "drafts", 1, "draft", "/d");
    version("dev", "drafts", 2, "awaiting_approval", "/w");
    version("dev", "drafts", 3, "rejected", "/r");

    EXPECT_EQ(open(), "");
    EXPECT_EQ(holder("dev", "POST", "/a"), "orders");
    EXPECT_EQ(holder("dev", "POST", "/d"), "drafts");
    EXPECT_EQ(holder("dev", "POST", "/w"), "drafts");
    for (const char* url : {"/beside", "/no", "/r"})
        EXPECT_EQ(holder("dev", "POST", url), "nobody") << url;
    EXPECT_EQ(count("SELECT COUNT(*) FROM trigger_holders"), 3);
}

TEST_P(HostUpgrade, T5_MethodsThatDifferedByTheirCaseMeetInOneTrigger) {
    const auto with = [&](const std::string& id, const std::string& state, const std::string& method,
                          const std::string& url) {
        dataflow("dev", id);
        version("dev", id, 1, state, url, method);
    };
    with("alone", "approved", "post", "/alone");
    with("a-lower", "approved", "get", "/both");
    with("b-upper", "live", "GET", "/both");
    with("c-draft", "draft", "Put", "/drafts");
    with("d-draft", "draft", "PUT", "/drafts");
    with("e-draft", "draft", "PATCH", "/mixed");
    with("f-lower", "approved", "patch", "/mixed");
    with("g-draft", "draft", "delete", "/lower");
    with("h-lower", "approved", "Delete", "/lower");
    with("i-rejected", "rejected", "post", "/rejected");

    const std::string warnings = open();
    EXPECT_THAT(warnings, AllOf(HasSubstr("\"b-upper\""), HasSubstr("\"a-lower\""), HasSubstr("/both")));
    EXPECT_EQ(std::count(warnings.begin(), warnings.end(), '\n'), 1) << warnings;
    EXPECT_EQ(holder("dev", "POST", "/alone"), "alone");
    EXPECT_EQ(holder("dev", "Get", "/both"), "b-upper") << "it held the trigger";
    EXPECT_EQ(holder("dev", "PUT", "/drafts"), "d-draft");
    EXPECT_EQ(holder("dev", "PATCH", "/mixed"), "f-lower") << "an approved version goes before a draft";
    EXPECT_EQ(holder("dev", "DELETE", "/lower"), "h-lower");
    EXPECT_EQ(holder("dev", "POST", "/rejected"), "nobody");
    EXPECT_EQ(found("dev", "a-lower", 1).trigger.method, "get") << "shown as it was written";
    EXPECT_EQ(count("SELECT COUNT(*) FROM trigger_holders"), 5);
    EXPECT_EQ(count("SELECT COUNT(*) FROM versions WHERE trigger_hash = 'rehash'"), 0);
    EXPECT_EQ(open(), "") << "once";

    const auto moved = [&](const std::string& id, const std::string& to) {
        const auto outcome =
            host::store::change_state(host(), {"dev", id, 1}, *sdk::from_text<host::VersionState>(to), {}, "ana");
        return outcome ? "ok" : outcome.error().code;
    };
    EXPECT_EQ(moved("a-lower", "live"), "trigger_taken") << "the other serves it";
    EXPECT_EQ(moved("h-lower", "live"), "ok");
}

TEST_P(HostUpgrade, A8_TokensAndSessionsOfTheFirstReleaseGoOn) {
    execute("INSERT INTO tokens (token_hash, user_id) VALUES ('first-digest', 'ana')");
    const host::Microseconds end = host::now() + 1'000'000'000;
    const auto session = [&](const std::string& hash) {
        execute(fmt::format("INSERT INTO sessions (session_hash, user_id, expires_at) VALUES ('{}', 'ana', {})", hash,
                            end));
    };
    session("0123456789abcdef-before");
    EXPECT_EQ(open(), "");
    session("fedcba9876543210-beside");
    execute("INSERT INTO tokens (token_hash, user_id) VALUES ('second-digest', 'ana')");

    const auto tokens = [&] {
        return host().read([](sql::Connection& c) { return host::store::list_tokens(c, "ana"); }).value();
    };
    ASSERT_EQ(tokens().size(), 1u);
    EXPECT_EQ(tokens().front().id.size(), 16u);
    EXPECT_EQ(tokens().front().created_at, std::nullopt);
    const auto beside =
        host().read([](sql::Connection& c) { return host::store::find_token(c, "second-digest"); }).value();
    ASSERT_TRUE(beside);
    EXPECT_EQ(beside->user, "ana");
    const host::store::Moment moment{host::now(), host::now() - 1'000'000};
    for (const char* hash : {"0123456789abcdef-before", "fedcba9876543210-beside"}) {
        const auto found =
            host().read([&](sql::Connection& c) { return host::store::find_session(c, hash, moment); }).value();
        ASSERT_TRUE(found) << hash;
        EXPECT_EQ(found->id, std::string(hash).substr(0, 16));
    }
    EXPECT_EQ(open(), "");
    ASSERT_EQ(tokens().size(), 2u) << "the next start gives it an id";
    EXPECT_NE(tokens().front().id, tokens().back().id);
}

TEST_P(HostUpgrade, WhatAProcessOfTheFirstReleaseWritesBesideIsRead) {
    dataflow("dev", "pay", "payments", true);
    version("dev", "pay", 1, "approved", "/pay");
    EXPECT_EQ(open(), "");
    version("dev", "pay", 2, "draft", "/pay");
    EXPECT_EQ(told("dev", "pay", 2), "global payments") << "its dataflow's";

    const std::string etag = *found("dev", "pay", 2).etag;
    execute("UPDATE versions SET tags = '[\"x\"]', changed_at = 18 WHERE version = 2");
    EXPECT_NE(*found("dev", "pay", 2).etag, etag);
    host::VersionChange change;
    change.module.emplace(std::nullopt);
    const auto changed = host::store::change_draft(host(), {"dev", "pay", 2}, change, {}, "ana");
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_EQ(told("dev", "pay", 2), "global -");
    const auto copied = host::store::create_version(host(), "dev", "pay", {2, {}}, "ana");
    ASSERT_TRUE(copied) << copied.error().message;
    EXPECT_EQ(copied->version.module, std::nullopt);
}

}  // namespace
}  // namespace neo::migrations
