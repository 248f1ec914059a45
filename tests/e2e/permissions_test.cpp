#include "support/promotion_test.hpp"

#include <algorithm>
#include <regex>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string renamed(const std::string& text, const std::string& from, const std::string& to) {
    return std::regex_replace(text, std::regex(from), to);
}

class Permissions : public PromotionTest {
protected:
    Permissions() {
        platform.users.push_back({"giver", {{"acme-dev", {"neo.view", "neo.promote"}}, {"acme-uat", {"neo.view"}}}});
        platform.users.push_back({"taker", {{"acme-dev", {"neo.view"}}, {"acme-uat", {"neo.view", "neo.promote"}}}});
        platform.users.push_back({"guest", {{"acme-dev", {"neo.view", "neo.promote"}}}});
        platform.users.push_back({"uat-only", {{"acme-uat", {"neo.view"}}}});
        platform.users.push_back({"everywhere", {{"*", {"neo.view", "neo.promote"}}}});
    }

    static void expect_alone(const Answer& answer, const std::string& organization) {
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), "promote_permission_missing");
        ASSERT_THAT(answer.failures(), ElementsAre("promote_permission_missing"));
        EXPECT_EQ(text_of(answer.json().at("failures").at(0).at("organization")), organization);
    }
};

TEST_P(Permissions, A1_PromotingNeedsThePermissionInTheSource) {
    start_company();
    expect_alone(promote({}, "acme-uat", "crm", "taker"), "acme-dev");
}

TEST_P(Permissions, A2_AndInTheTarget) {
    start_company();
    expect_alone(promote({}, "acme-uat", "crm", "giver"), "acme-uat");
}

TEST_P(Permissions, A1_A2_BothMissingAreToldTogether) {
    start_company();
    const Answer refused = promote({}, "acme-uat", "crm", "vic");
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.failures(), ElementsAre("promote_permission_missing", "promote_permission_missing"));
}

TEST_P(Permissions, A3_AMissingPermissionIsToldAloneWhateverElseIsWrong) {
    start();  // nothing is registered or mapped
    expect_alone(promote({}, "acme-uat", "default", "giver"), "acme-uat");
    const Answer checked = preflight({}, "acme-uat", "default", "giver");
    EXPECT_EQ(checked.status, 200);
    EXPECT_FALSE(checked.json().at("promotable").as_bool());
    EXPECT_THAT(checked.failures(), ElementsAre("promote_permission_missing"));
    EXPECT_TRUE(checked.json().at("route").is_null());
    EXPECT_TRUE(checked.json().at("changes").is_null());
    EXPECT_TRUE(checked.json().at("warnings").as_array().empty());
}

TEST_P(Permissions, A3_AnInvisibleTargetReadsAsAnUnknownOne) {
    start_company();
    const Answer hidden = promote({}, "acme-uat", "crm", "guest");
    const Answer unknown = promote({}, "acme-abc", "crm", "guest");
    expect_alone(hidden, "acme-uat");
    expect_alone(unknown, "acme-abc");
    const auto comparable = [](const Answer& answer, const std::string& id) {
        const std::regex attempt(R"("promotion"\s*:\s*"[^"]*")");
        return renamed(std::regex_replace(answer.body, attempt, ""), id, "X");
    };
    EXPECT_EQ(comparable(hidden, "acme-uat"), comparable(unknown, "acme-abc"));
    EXPECT_EQ(renamed(preflight({}, "acme-uat", "crm", "guest").body, "acme-uat", "X"),
              renamed(preflight({}, "acme-abc", "crm", "guest").body, "acme-abc", "X"));
}

TEST_P(Permissions, A3_AnInvisibleSourceReadsAsAnUnknownOne) {
    start_company();
    const std::regex attempt(R"("promotion"\s*:\s*"[^"]*")");
    const Answer hidden = promote({"acme-dev"}, "acme-uat", "crm", "stranger");
    const Answer unknown = promote({"acme-abc"}, "acme-uat", "crm", "stranger");
    EXPECT_EQ(hidden.status, unknown.status);
    EXPECT_THAT(hidden.status, testing::AnyOf(403, 404));
    EXPECT_EQ(renamed(std::regex_replace(hidden.body, attempt, ""), "acme-dev", "X"),
              renamed(std::regex_replace(unknown.body, attempt, ""), "acme-abc", "X"));
}

TEST_P(Permissions, A5_WhatACallerMayNotViewAnswersAsUnknown) {
    start_company();
    promoted({}, "acme-uat");
    for (const std::string path :
         {"/organizations/acme-dev", "/organizations/acme-dev/mappings", "/organizations/acme-dev/mapping-changes",
          "/organizations/acme-dev/applications", "/organizations/acme-dev/people", "/organizations/acme-dev/dataflows",
          "/organizations/acme-dev/dataflows/welcome", "/organizations/acme-dev/dataflows/welcome/versions/1",
          "/organizations/acme-dev/dataflows/welcome/versions/1/promotion-targets",
          "/organizations/acme-dev/dataflows/welcome/versions/1/promotion-targets/acme-uat/applications",
          "/promotions?organization=acme-dev"}) {
        SCOPED_TRACE(path);
        const Answer hidden = api("stranger", "GET", path);
        const Answer unknown = api("stranger", "GET", renamed(path, "acme-dev", "acme-abc"));
        EXPECT_EQ(hidden.status, 404);
        EXPECT_EQ(unknown.status, 404);
        EXPECT_EQ(renamed(hidden.body, "acme-dev", "acme-abc"), unknown.body);
        EXPECT_EQ(api("vic", "GET", path).status,
                  path.find("/acme-uat/applications") == std::string::npos ? 200 : api("vic", "GET", path).status);
    }
}

TEST_P(Permissions, A5_ListsHoldOnlyWhatTheCallerMayView) {
    start_company();
    EXPECT_THAT(items_of(api("stranger", "GET", "/organizations"), "id"), IsEmpty());
    EXPECT_THAT(items_of(api("uat-only", "GET", "/organizations"), "id"), ElementsAre("acme-uat"));
    EXPECT_THAT(items_of(api("giver", "GET", "/organizations"), "id"), UnorderedElementsAre("acme-dev", "acme-uat"));
    EXPECT_EQ(api("everywhere", "GET", "/organizations").json().at("items").as_array().size(), 13U);
}

TEST_P(Permissions, A5_APromotionIsSeenFromBothSidesAndFromNoOther) {
    start_company();
    const std::string to_uat = text_of(promoted({}, "acme-uat").json().at("id"));
    const std::string to_sit = text_of(promoted({}, "acme-sit").json().at("id"));
    EXPECT_THAT(items_of(api("uat-only", "GET", "/promotions"), "id"), ElementsAre(to_uat));
    EXPECT_THAT(items_of(api("giver", "GET", "/promotions"), "id"), ElementsAre(to_sit, to_uat));
    EXPECT_THAT(items_of(api("stranger", "GET", "/promotions"), "id"), IsEmpty());
    EXPECT_EQ(api("uat-only", "GET", "/promotions/" + to_uat).status, 200);
    const Answer hidden = api("uat-only", "GET", "/promotions/" + to_sit);
    EXPECT_EQ(hidden.status, 404);
    std::string absent = to_sit;
    std::ranges::reverse(absent);
    const Answer unknown = api("uat-only", "GET", "/promotions/" + absent);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(renamed(hidden.body, to_sit, absent), unknown.body);
}

TEST_P(Permissions, A7_AnAnswerThatIsToldAgainTellsWhatTheCallerMaySeeByThen) {
    start_company();
    const auto grant = [&](const std::string& permissions) {
        for (const char* organization : {"acme-dev", "acme-uat"})
            ASSERT_EQ(host_api("root", "PUT", std::string("/users/stranger/grants/") + organization,
                               R"({"permissions": [)" + permissions + "]}")
                          .status,
                      200);
    };
    const auto promote_with_key = [&] {
        return as("stranger")
            .api("POST", "/promotions", promotion_of({}, "acme-uat", "crm"), {{"Idempotency-Key", "the-same"}});
    };
    grant(R"("neo.promote")");
    const Answer first = promote_with_key();
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(first.json().at_pointer("/target/application"), "crm");
    grant("");
    const Answer again = promote_with_key();
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.json().at("id"), first.json().at("id"));
    for (const char* hidden : {"/source/dataflow", "/source/version", "/dataflow_name", "/trigger",
                               "/target/application", "/target/dataflow", "/target/approved_version"})
        EXPECT_TRUE(again.json().at_pointer(hidden).is_null()) << hidden;
}

TEST_P(Permissions, A7_AWarningTellsNothingOfAThirdOrganization) {
    add_dataflow({.organization = "acme-dev2", .id = "twin", .versions = {{}}});
    start_company();
    map("acme-dev2", "acme-uat");
    promoted({}, "acme-uat");
    for (const char* organization : {"acme-dev2", "acme-uat"})
        ASSERT_EQ(host_api("root", "PUT", std::string("/users/stranger/grants/") + organization,
                           R"({"permissions": ["neo.promote"]})")
                      .status,
                  200);
    const Answer told = preflight({"acme-dev2", "twin", 1}, "acme-uat", "crm", "stranger");
    const auto& warning = told.json().at_pointer("/warnings/0").as_object();
    EXPECT_EQ(warning.at("code"), "other_source");
    EXPECT_EQ(warning.at("organization"), "acme-dev");
    EXPECT_FALSE(warning.contains("dataflow"));
    EXPECT_EQ(warning.at("message").as_string().find("welcome"), std::string::npos);
    EXPECT_EQ(preflight({"acme-dev2", "twin", 1}, "acme-uat").json().at_pointer("/warnings/0/dataflow"), "welcome");
}

TEST_P(Permissions, A6_WhoMayOnlyPromoteSeesHisOwnAttempts) {
    start_company();
    promoted({}, "acme-sit");
    for (const char* organization : {"acme-dev", "acme-uat"}) {
        ASSERT_EQ(host_api("root", "PUT", std::string("/users/stranger/grants/") + organization,
                           R"({"permissions": ["neo.promote"]})")
                      .status,
                  200);
    }
    const std::string own = text_of(promote({}, "acme-uat", "crm", "stranger").json().at("id"));
    EXPECT_EQ(api("stranger", "GET", "/promotions/" + own).status, 200);
    EXPECT_THAT(items_of(api("stranger", "GET", "/promotions?organization=acme-dev"), "id"), ElementsAre(own));
    const Answer of_others = api("stranger", "GET", "/promotions?organization=acme-dev&actor=ana");
    EXPECT_EQ(of_others.status, 403);
    EXPECT_EQ(of_others.code(), "view_permission_missing");
}

TEST_P(Permissions, A1_A2_AGrantOnEveryOrganizationCounts) {
    start_company();
    EXPECT_EQ(promote({}, "acme-uat", "crm", "everywhere").status, 201);
}

TEST_P(Permissions, E7_WhoSeesEveryOrganizationIsToldThatOneIsUnknown) {
    platform.users.push_back({"all", {{"*"}}});
    start_company();
    const Answer target = promote({}, "absent", "crm", "all");
    EXPECT_EQ(target.status, 422);
    EXPECT_EQ(target.code(), "organization_unknown");
    EXPECT_THAT(target.failures(), ElementsAre("organization_unknown"));
    const Answer source = promote({"absent"}, "acme-uat", "crm", "all");
    EXPECT_EQ(source.status, 404);
    EXPECT_THAT(source.failures(), testing::Contains("organization_unknown"));

    const std::string absent = "/organizations/absent";
    const std::string targets = version_path("acme-dev", "welcome", 1) + "/promotion-targets/absent/applications";
    for (const std::string& path : {absent, absent + "/mappings", absent + "/mapping-changes", absent + "/people",
                                    absent + "/dataflows", absent + "/dataflows/x", version_path("absent", "x", 1),
                                    version_path("absent", "x", 1) + "/promotion-targets", targets})
        EXPECT_EQ(api("all", "GET", path).status, 404) << path;
    EXPECT_EQ(api("all", "PUT", absent + "/registration", R"({"type": "dev"})").status, 404);
    EXPECT_EQ(api("all", "POST", absent + "/mappings", R"({"target": "acme-uat", "relation": "default"})").status, 404);
    EXPECT_EQ(api("all", "PATCH", absent + "/mappings/acme-uat", R"({"relation": "default"})").status, 404);
    EXPECT_EQ(api("all", "DELETE", absent + "/mappings/acme-uat").status, 404);
    EXPECT_EQ(
        api("all", "POST", "/organizations/acme-dev/mappings", R"({"target": "absent", "relation": "default"})").code(),
        "target_not_registered");
    EXPECT_EQ(api("all", "GET", absent).status, 404) << "nothing of this made it one";
}

TEST_P(Permissions, A2_ATakenAwayGrantCountsAtOnce) {
    start_company();
    EXPECT_EQ(host_api("root", "PUT", "/users/ana/grants/acme-uat", R"({"permissions": ["neo.view"]})").status, 200);
    expect_alone(promote({}, "acme-uat"), "acme-uat");
    EXPECT_EQ(
        host_api("root", "PUT", "/users/ana/grants/acme-uat", R"({"permissions": ["neo.view", "neo.promote"]})").status,
        200);
    EXPECT_EQ(promote({}, "acme-uat").status, 201);
}

TEST_P(Permissions, MeTellsTheCallersPermissions) {
    start_company();
    const Answer me = api("giver", "GET", "/me");
    EXPECT_EQ(me.status, 200);
    EXPECT_EQ(text_of(me.json().at("user").at("id")), "giver");
    EXPECT_FALSE(me.json().at("host_admin").as_bool());
    const auto& organizations = me.json().at("organizations").as_array();
    ASSERT_EQ(organizations.size(), 2U);
    for (const auto& organization : organizations) {
        const bool source = text_of(organization.at("id")) == "acme-dev";
        EXPECT_EQ(organization.at("permissions").as_array().size(), source ? 2U : 1U);
    }
    EXPECT_TRUE(api("root", "GET", "/me").json().at("host_admin").as_bool());
}

NEO_ON_EVERY_BACKEND(Permissions);

}  // namespace
}  // namespace neo::e2e
