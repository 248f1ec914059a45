// What a plugin writer's next tests look like; the first one is in the SDK guide and compiled from there.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace neo::testing;
using ::testing::ElementsAre;
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
}

// A request as a host of a later release makes it, and one that is none of any release.
TEST(NextTest, ReadsRequestsOfTheFirstReleaseAndOfLaterOnes) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev");
    host.user("ana").may_everything();
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    struct Later {
        neo_promotion_request known;
        std::uint64_t unknown;
    };
    const auto hook = plugin.hook<neo_promote_1>();
    const auto ask = [&](std::uint32_t struct_size) {
        Later request{{struct_size,
                       neo::sdk::borrow("acme-dev"),
                       neo::sdk::borrow("absent"),
                       1,
                       neo::sdk::borrow("acme-dev"),
                       {},
                       {},
                       {},
                       {},
                       {},
                       {}},
                      ~std::uint64_t{0}};
        std::vector<neo_status> answers;
        for (const auto call : {hook->preflight, hook->promote}) {
            std::string reply;
            answers.push_back(call(hook.context, neo::sdk::borrow("ana"), &request.known, neo::sdk::append_to(reply)));
            EXPECT_THAT(reply, HasSubstr(answers.back() == NEO_INVALID ? "too short" : "version_unknown"));
        }
        return answers;
    };
    EXPECT_THAT(ask(NEO_PROMOTION_REQUEST_1_0_SIZE - 1), ::testing::Each(NEO_INVALID));
    EXPECT_THAT(ask(NEO_PROMOTION_REQUEST_1_0_SIZE), ::testing::ElementsAre(NEO_OK, NEO_NOT_FOUND));
    EXPECT_THAT(ask(sizeof(Later)), ::testing::ElementsAre(NEO_OK, NEO_NOT_FOUND));
}

TEST(NextTest, ReadsHttpRequestsOfTheFirstReleaseAndOfLaterOnes) {
    MockHost host;
    host.organization("acme-dev").type("dev");
    host.user("ana").may_everything();
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    struct Later {
        neo_http_request known;
        std::uint64_t unknown;
    };
    const auto hook = plugin.hook<neo_http_1>();
    const auto status_of = [&](std::uint32_t struct_size) {
        const Later request{{struct_size,
                             neo::sdk::borrow("GET"),
                             neo::sdk::borrow("/api/v1/me"),
                             neo::sdk::borrow("ana"),
                             nullptr,
                             0,
                             {},
                             nullptr},
                            ~std::uint64_t{0}};
        int status = 0;
        hook->handle(hook.context, &request.known,
                     {&status, [](void* context, std::int32_t answered, const neo_http_header*, std::size_t,
                                  neo_text) noexcept { *static_cast<int*>(context) = answered; }});
        return status;
    };
    EXPECT_EQ(status_of(NEO_HTTP_REQUEST_1_0_SIZE - 1), 400);
    EXPECT_EQ(status_of(NEO_HTTP_REQUEST_1_0_SIZE), 200);
    EXPECT_EQ(status_of(sizeof(Later)), 200);
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

// The values of `member` on all pages of one item that `ask` answers to a query.
template <class Ask>
std::vector<std::string> on_pages_of_one(const std::string& member, Ask&& ask) {
    std::vector<std::string> found;
    boost::json::object query{{"limit", 1}};
    for (;;) {
        const Answer page = ask(boost::json::serialize(query));
        if (!page.ok() || found.size() > 10) return {page.text};
        const boost::json::value items = page.at("items");
        for (const auto& item : items.as_array())
            found.emplace_back(item.at(member).as_string());
        if (page.at("next_cursor").is_null()) return found;
        query["cursor"] = page.at("next_cursor");
    }
}

TEST(NextTest, T3_T4_TargetsAndTheirApplicationsComeInPages) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev").maps_to("acme-sit").maps_to("acme-uat");
    host.organization("acme-sit").type("sit");
    host.organization("acme-uat").application("crm").application("erp").application("shop").type("uat");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
    const auto ana = plugin.as("ana");

    EXPECT_THAT(on_pages_of_one("organization",
                                [&](const auto& query) { return ana.targets("acme-dev", "welcome", 1, query); }),
                ElementsAre("acme-sit", "acme-uat"));
    EXPECT_THAT(on_pages_of_one("id",
                                [&](const auto& query) {
                                    return ana.target_applications("acme-dev", "welcome", 1, "acme-uat", query);
                                }),
                ElementsAre("crm", "erp", "shop"));
    EXPECT_EQ(ana.targets("acme-dev", "welcome", 1).at("items").as_array().size(), 2U);
    EXPECT_EQ(ana.targets("acme-dev", "welcome", 1, "").at("items").as_array().size(), 2U);
    for (const auto* query : {R"({"limit": 501})", R"({"limit": 0})", "[]", "no JSON"}) {
        EXPECT_THAT(ana.targets("acme-dev", "welcome", 1, query), HasStatus(NEO_INVALID)) << query;
        EXPECT_THAT(ana.target_applications("acme-dev", "welcome", 1, "acme-uat", query), HasStatus(NEO_INVALID));
    }
}

TEST(NextTest, O3_ARegistrationIsReadAsOverHttp) {
    MockHost host;
    host.organization("acme-dev").type("dev");
    host.organization("acme-uat");
    host.user("ana").may_everything();
    host.user("bob");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    const Answer registered = plugin.as("ana").registration("acme-dev");
    ASSERT_THAT(registered, IsOk());
    EXPECT_EQ(registered.at("id"), "acme-dev");
    EXPECT_EQ(registered.at("registration.type"), "dev");
    EXPECT_EQ(registered.text, plugin.as("ana").http("GET", "/api/v1/organizations/acme-dev").body);
    EXPECT_TRUE(plugin.as("ana").registration("acme-uat").at("registration").is_null());
    EXPECT_THAT(plugin.as("ana").registration("absent"), HasStatus(NEO_NOT_FOUND));
    EXPECT_THAT(plugin.as("bob").registration("acme-dev"), IsProblem("organization_unknown"));
    EXPECT_THAT(plugin.as("ana").registration(""), HasStatus(NEO_INVALID));
}
