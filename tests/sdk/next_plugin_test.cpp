// What a plugin writer's next tests look like; the first one is in the SDK guide and compiled from there.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

using namespace neo::testing;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

TEST(NextTest, PromotesOnceAlthoughTheHostsReplyIsLost) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev").maps_to("acme-uat");
    host.organization("acme-uat").application("crm").type("uat");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    host.faults().on("dataflows.apply").call(1).lose_reply();
    EXPECT_THAT(plugin.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsOk());

    EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
    EXPECT_EQ(host.find_dataflow("acme-uat", "welcome")->versions.size(), 2u);
}

TEST(NextTest, ARequestThatBreaksItsHeaderIsRefused) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev").maps_to("acme-uat");
    host.organization("acme-uat").application("crm").type("uat");
    host.user("ana").may_everything();
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
    const Promotion longest{"acme-dev", "absent", 1, "acme-uat", "crm", std::string(200, 'k')};
    EXPECT_THAT(plugin.as("ana").promote(longest), IsProblem("version_unknown"));
    Promotion wrong = longest;
    wrong.idempotency_key += 'k';
    EXPECT_THAT(plugin.as("ana").promote(wrong), IsProblem("bad_request"));
    wrong = longest;
    wrong.version = 0;
    EXPECT_THAT(plugin.as("ana").promote(wrong), IsProblem("invalid_request"));

    const auto hook = plugin.hook<neo_promote_1>();
    neo_promotion_request older{};
    older.struct_size = sizeof(older) - 1;
    for (const auto call : {hook->preflight, hook->promote}) {
        std::string reply;
        EXPECT_EQ(call(hook.context, neo::sdk::borrow("ana"), &older, neo::sdk::append_to(reply)), NEO_INVALID);
        EXPECT_THAT(reply, HasSubstr("too short"));
    }
}

TEST(NextTest, IsRefusedWithoutAMapping) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev");
    host.organization("acme-uat").application("crm").type("uat");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    EXPECT_THAT(plugin.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsProblem("mapping_missing"));
    EXPECT_THAT(host, HasAppliedNothing());
}

TEST(NextTest, WhatTheHostSaidIsInTheLogAndNotInTheAnswer) {
    MockHost host;
    host.organization("acme-dev").type("dev");
    host.user("ana").may_everything();
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
    host.faults().on("directory.get_organization").every_call().refuse();

    const Answer answered = plugin.as("ana").mappings("acme-dev");
    EXPECT_THAT(answered, IsProblem("host_unavailable"));
    EXPECT_THAT(answered.text, Not(HasSubstr("directory/1")));
    EXPECT_EQ(plugin.as("ana").http("GET", "/api/v1/organizations/acme-dev?a=b").status, 503);
    EXPECT_THAT(host.log_lines(), IsSupersetOf({HasSubstr("org-mapping/1 list: the host gave no usable answer"),
                                                HasSubstr("GET /api/v1/organizations/acme-dev: the host gave no")}));
}
