// What an import does to a store.
#include "host_store.hpp"
#include "platform_texts.hpp"

#include <adapters/open_database.hpp>
#include <host-sdk/reference-host/platform/platform_file.hpp>
#include <host-sdk/reference-host/store/copy.hpp>
#include <host-sdk/reference-host/store/import.hpp>
#include <host-sdk/reference-host/store/lifecycle.hpp>
#include <host-sdk/reference-host/store/organization_names.hpp>
#include <host-sdk/reference-host/store/organizations.hpp>
#include <host-sdk/reference-host/store/tokens.hpp>
#include <host-sdk/reference-host/store/users.hpp>
#include <plugin/base/digest.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::HasSubstr;

class Import : public ::testing::TestWithParam<std::string> {
protected:
    Import() : host(GetParam()) {}
    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Import, every_backend(), backend_name);

TEST_P(Import, C5_KeepsTheBytesOfADocument) {
    const std::string blocks =
        "[ {\"id\":\"b\", \"n\": 1e2, \"m\":1.0, \"z\":-0, \"big\":12345678901234567890, \"tiny\":1E-400,\n"
        "  \"twice\":1, \"twice\":2, \"esc\":\"\\u00e9\\/\\t \\\\\", \"text\":\"\xc3\xa9 \xf0\x9f\x91\x8b '\"\n"
        " , \"sql\": \":name ?\", \"empty\":{ } } ]";
    host.import(with_blocks(blocks));
    EXPECT_EQ(host.content("o", "d", 1), "{\"blocks\":" + blocks + ",\"connections\":[]}");
}

TEST_P(Import, R5_NamesOfConfigurationAndHelpersAreAddedToThoseThatAreThere) {
    host.import(
        R"({"organizations": [{"id": "o", "configuration": ["CRM_TOKEN", "A"], "helpers": ["validateNumber"]}]})");
    host.import(R"({"organizations": [{"id": "o", "configuration": ["CRM_TOKEN", "B"]}]})");
    const auto names = host.pool().read([](sql::Connection& c) { return store::find_names(c, "o"); }).value();
    EXPECT_THAT(names.configuration, testing::ElementsAre("A", "B", "CRM_TOKEN"));
    EXPECT_THAT(names.helpers, testing::ElementsAre("validateNumber"));
}

TEST_P(Import, KeepsALargeDocument) {
    std::string text;
    while (text.size() < 6'000'000)
        text += "quotes \\\" and backslashes \\\\ and 'single' ones; ";
    const std::string blocks = R"([{"id":"b","text":")" + text + "\"}]";
    host.import(with_blocks(blocks));
    EXPECT_EQ(host.content("o", "d", 1), "{\"blocks\":" + blocks + ",\"connections\":[]}");
}

TEST_P(Import, CreatesWhatIsMissingAndChangesNothingThatExists) {
    host.import(small_platform);
    const std::string before = host.content("dev", "welcome", 1);
    host.import(R"({
        "organizations": [{"id": "dev", "name": "Renamed", "neo_enabled": false,
                           "applications": [{"id": "crm", "kind": "default"}, {"id": "new", "kind": "custom"}]}],
        "users": [{"id": "ana", "token": "another-token-of-ana", "grants": [{"organization": "dev", "permissions": []}]}],
        "dataflows": [{"organization": "dev", "id": "welcome", "application": "new", "versions": [
            {"version": 1, "state": "live", "trigger": {"url": "/elsewhere", "method": "POST"}, "blocks": []},
            {"version": 5, "state": "draft", "trigger": {"url": "/welcome", "method": "POST"}, "blocks": []}]}]})");
    const auto read = [&](auto find) { return host.pool().read(find).value(); };
    const auto organization = read([](sql::Connection& c) { return store::find_organization(c, "dev"); });
    EXPECT_EQ(organization->name, "dev");
    EXPECT_TRUE(organization->neo_enabled);
    EXPECT_EQ(read([](sql::Connection& c) { return store::find_application(c, "dev", "crm"); })->kind,
              ApplicationKind::custom);
    EXPECT_TRUE(read([](sql::Connection& c) { return store::find_application(c, "dev", "new"); }));
    const auto grants = read([](sql::Connection& c) { return store::list_grants(c, "ana"); });
    EXPECT_TRUE(store::allows(grants, "dev", "neo.promote"));
    EXPECT_FALSE(read([](sql::Connection& c) { return store::find_token(c, sha256("another-token-of-ana")); }));
    EXPECT_EQ(host.states("dev", "welcome"), "1 approved, 5 draft");
    EXPECT_EQ(host.content("dev", "welcome", 1), before);
    const auto next = store::create_version(host.pool(), "dev", "welcome", {5, {}}, "ana");
    EXPECT_EQ(next.value().version.version, 6) << "numbers go on after the highest";
}

TEST_P(Import, DoesNotGiveBackAPermissionThatWasTakenAway) {
    host.import(small_platform);
    const auto taken = host.pool().write("test.take", [](sql::Connection& c) -> result<void> {
        store::put_grant(c, "ana", {"dev", {}});
        return {};
    });
    ASSERT_TRUE(taken);
    host.import(small_platform);
    const auto grants = host.pool().read([](sql::Connection& c) { return store::list_grants(c, "ana"); }).value();
    EXPECT_FALSE(store::allows(grants, "dev", "neo.view"));
}

TEST_P(Import, IsAllOrNothing) {
    EXPECT_THAT(host.import_refusal(R"({"organizations": [{"id": "o"}], "dataflows": [
        {"organization": "o", "id": "d", "application": "gone", "versions": [
            {"version": 1, "state": "draft", "trigger": {"url": "/u", "method": "GET"}, "blocks": []}]}]})"),
                HasSubstr("dataflows[0].application: the organization \"o\" has no application \"gone\""));
    EXPECT_EQ(host.rows("organizations"), 0);
}

TEST_P(Import, NamesThePlaceOfWhatContradictsTheStore) {
    host.import(small_platform);
    EXPECT_THAT(host.import_refusal(R"({"users": [{"id": "new", "token": "token-of-ana-0123456789"}]})"),
                HasSubstr("users[0].token: is that of another user"));
    EXPECT_THAT(
        host.import_refusal(R"({"users": [{"id": "new", "grants": [{"organization": "gone", "permissions": []}]}]})"),
        HasSubstr("users[0].grants: there is no organization \"gone\""));
    EXPECT_THAT(host.import_refusal(R"({"dataflows": [{"organization": "dev", "id": "thief", "application": "crm",
        "versions": [{"version": 1, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"}, "blocks": []}]}]})"),
                HasSubstr("dataflows[0].versions[0].trigger: the dataflow \"welcome\""));
    EXPECT_EQ(host.rows("users"), 3);
}

TEST_P(Import, WhatWasImportedMovesToEveryOtherBackend) {
    host.import(small_platform);
    const auto copy_to = [&](const TestDatabase& target) {
        const auto pool = sql::open_database(target.config()).value();
        return sql::copy_database(host.pool(), *pool, store::copy_plan(), [](const sql::CopyProgress&) {});
    };
    for (const std::string& backend : database_backends()) {
        const TestDatabase target(backend);
        const auto copied = copy_to(target);
        ASSERT_TRUE(copied) << copied.error().message;
        EXPECT_EQ(copied->size(), 11u);
        const auto again = copy_to(target);
        EXPECT_EQ(again.value(), *copied) << "it is there already";
        const auto opened = store::open(target.config());
        ASSERT_TRUE(opened) << opened.error().message;
        const auto sums = [&](sql::Pool& pool) {
            const std::vector<sql::CopiedTable> tables{{"versions", {"organization", "dataflow", "version"}}};
            return sql::sum_tables(pool, tables).value();
        };
        EXPECT_EQ(sums(*opened->pool), sums(host.pool())) << backend;

        ASSERT_TRUE(store::create_version(*opened->pool, "dev", "welcome", {1, {}}, "ana"));
        EXPECT_THAT(copy_to(target).error().message, HasSubstr("holds other data already"));
    }
}

TEST_P(Import, KeepsOnlyDigestsOfTokens) {
    host.import(small_platform);
    const auto found = [&](const std::string& hash) {
        return host.pool().read([&](sql::Connection& c) { return store::find_token(c, hash); }).value();
    };
    const auto token = found(sha256(token_of("ana")));
    ASSERT_TRUE(token);
    EXPECT_EQ(token->user, "ana");
    EXPECT_EQ(token->hint, std::nullopt) << "nothing of a token that others chose";
    EXPECT_FALSE(found(token_of("ana")));
}

TEST_P(Import, A8_SaysThatATokenOfAUserWhoIsThereIsNotTaken) {
    const auto warnings = [&](const std::string& file) {
        return store::import(host.pool(), read_platform(file, "eu").value()).value().warnings;
    };
    EXPECT_THAT(warnings(small_platform), ::testing::IsEmpty());
    EXPECT_THAT(warnings(small_platform), ::testing::IsEmpty()) << "they are known";
    const auto changed = warnings(R"({"users": [{"id": "ana", "token": "another-token-of-ana"}]})");
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_THAT(changed.front(),
                ::testing::AllOf(HasSubstr("users[0].token: IS NOT VALID"), HasSubstr("POST /api/v1/users/ana/tokens"),
                                 ::testing::Not(HasSubstr("another-token"))));
}

}  // namespace
