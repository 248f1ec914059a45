// Rows W1 to W4, W6 and W7 over HTTP, on every backend: which version is where, and where it came from.
#include "support/promotion_test.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
namespace json = boost::json;

constexpr const char* first_blocks = R"([{"id": "b1", "name": "One", "config": {"n": 1.0}}])";
constexpr const char* second_blocks = R"([{"id": "b1", "name": "One", "config": {"n": 2}}])";
constexpr const char* spread_path = "/organizations/acme-dev/dataflows/welcome/spread";

class Where : public PromotionTest {
protected:
    Where() {
        platform.dataflows.clear();
        add_dataflow({"acme-dev", "welcome", {{.blocks = first_blocks}, {.number = 2, .blocks = second_blocks}}});
    }
    // dev → uat → prod, and dev → sit.
    void start_pipeline() {
        start_company();
        map("acme-uat", "acme-prod");
    }
    // Somebody at the organization approves another version; answers its number.
    int approve(const std::string& organization, const std::string& blocks) const {
        const std::string versions = fmt::format("/organizations/{}/dataflows/welcome/versions", organization);
        const Answer made = host_api("ana", "POST", versions,
                                     fmt::format(R"({{"trigger": {{"url": "/welcome", "method": "POST"}},
                                                      "blocks": {}, "connections": []}})",
                                                 blocks));
        EXPECT_EQ(made.status, 201) << made.body;
        const int number = static_cast<int>(made.json().at("version").as_int64());
        for (const char* to : {"awaiting_approval", "approved"}) {
            const Answer moved = host_api("ana", "POST", fmt::format("{}/{}/state", versions, number),
                                          fmt::format(R"({{"to": "{}"}})", to));
            EXPECT_EQ(moved.status, 200) << moved.body;
        }
        return number;
    }
    json::value get(const std::string& path, const std::string& user = "ana") const {
        const Answer answer = api(user, "GET", path);
        EXPECT_EQ(answer.status, 200) << path << "\n" << answer.body;
        return answer.json();
    }
    json::value custody(const std::string& organization, int number, const std::string& user = "ana") const {
        return get(version_path(organization, "welcome", number) + "/origin", user);
    }
};
NEO_ON_EVERY_BACKEND(Where);

TEST_P(Where, W1_AVersionSaysWhereItCameFromAndWhereItWent) {
    start_pipeline();
    const auto in_uat = promoted({"acme-dev", "welcome", 1}, "acme-uat").json();
    const auto in_prod = promoted({"acme-uat", "welcome", 1}, "acme-prod").json();

    for (const int number : {1, 2}) {  // the Approved and the Draft version
        const auto version = get(version_path("acme-uat", "welcome", number));
        const auto& origin = version.at("origin");
        EXPECT_EQ(origin.at("promotion"), in_uat.at("id"));
        EXPECT_EQ(origin.at("source"), in_uat.at("source"));
        EXPECT_EQ(origin.at("actor"), "ana");
        EXPECT_EQ(origin.at("at"), in_uat.at("finished_at"));
    }
    const auto promotions = get(version_path("acme-uat", "welcome", 1)).at("promotions").as_array();
    ASSERT_EQ(promotions.size(), 2U);
    EXPECT_EQ(promotions[0].at("id"), in_prod.at("id"));
    EXPECT_EQ(promotions[0].at("direction"), "out");
    EXPECT_EQ(promotions[1].at("id"), in_uat.at("id"));
    EXPECT_EQ(promotions[1].at("direction"), "in");
    EXPECT_TRUE(get(version_path("acme-dev", "welcome", 1)).at("origin").is_null());
}

TEST_P(Where, W1_PeopleHaveNamesBesideTheirIds) {
    start_company();
    const auto promotion = promoted({"acme-dev", "welcome", 1}, "acme-uat").json();
    const auto name = get("/me").at("user").at("name");
    EXPECT_EQ(promotion.at("actor_name"), name);
    EXPECT_EQ(get("/organizations/acme-uat").at("registration").at("registered_by_name"), name);
    EXPECT_EQ(get("/organizations/acme-dev/mappings").at("items").at(0).at("created_by_name"), name);
    EXPECT_EQ(get("/organizations/acme-dev/mapping-changes").at("items").at(0).at("actor_name"), name);
}

TEST_P(Where, W4_CustodyLeadsBackToWhereItWasWritten) {
    start_pipeline();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const auto last = promoted({"acme-uat", "welcome", 1}, "acme-prod").json();

    const auto way = custody("acme-prod", 1);
    EXPECT_TRUE(way.at("complete").as_bool());
    const auto& hops = way.at("hops").as_array();
    ASSERT_EQ(hops.size(), 3U);
    EXPECT_EQ(hops[0].at("organization"), "acme-prod");
    EXPECT_EQ(hops[0].at("promotion"), last.at("id"));
    EXPECT_EQ(hops[0].at("content_hash"), last.at("content_hash"));
    EXPECT_EQ(hops[1].at("organization"), "acme-uat");
    EXPECT_EQ(hops[2].at("organization"), "acme-dev");
    EXPECT_TRUE(hops[0].at("identical").as_bool());
    EXPECT_TRUE(hops[1].at("identical").as_bool());
    EXPECT_TRUE(hops[2].at("promotion").is_null());
    EXPECT_TRUE(hops[2].at("identical").is_null());
}

TEST_P(Where, W4_AfterOneByteItIsNotIdentical) {
    start_pipeline();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    // UAT's people change one byte in the draft that arrived, and approve it.
    const std::string draft = "/organizations/acme-uat/dataflows/welcome/versions/2";
    const Answer now = version("acme-uat", "welcome", 2);
    ASSERT_EQ(now.status, 200) << now.body;
    const Answer changed = as("ana").call(
        "PUT", "/api/v1" + draft,
        R"({"trigger": {"url": "/welcome", "method": "POST"}, "blocks": [{"id": "b1", "name": "One", "config": {"n": 1.1}}], "connections": []})",
        {{"If-Match", now.header("etag")}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    for (const char* to : {"awaiting_approval", "approved"})
        ASSERT_EQ(host_api("ana", "POST", draft + "/state", fmt::format(R"({{"to": "{}"}})", to)).status, 200);
    promoted({"acme-uat", "welcome", 2}, "acme-prod");

    const auto way = custody("acme-prod", 1);
    const auto& hops = way.at("hops").as_array();
    ASSERT_EQ(hops.size(), 3U);
    EXPECT_TRUE(hops[0].at("identical").as_bool()) << "Prod has what UAT approved";
    EXPECT_FALSE(hops[1].at("identical").as_bool()) << "which is not what Dev wrote";
}

TEST_P(Where, W4_WhatMayNotBeSeenIsAHopWithNulls) {
    platform.users.push_back({"aud", {{"acme-prod", {"neo.view"}}}});
    start_pipeline();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    promoted({"acme-uat", "welcome", 1}, "acme-prod");
    const auto way = custody("acme-prod", 1, "aud");
    EXPECT_FALSE(way.at("complete").as_bool());
    const auto& hops = way.at("hops").as_array();
    ASSERT_EQ(hops.size(), 2U) << "nothing of a promotion between two others";
    EXPECT_EQ(hops[1].at("organization"), "acme-uat");
    for (const char* member :
         {"dataflow", "version", "promotion", "actor", "actor_name", "at", "content_hash", "identical"})
        EXPECT_TRUE(hops[1].at(member).is_null()) << member;
    EXPECT_EQ(api("aud", "GET", version_path("acme-uat", "welcome", 1) + "/origin").status, 404);
}

TEST_P(Where, W4_WhoMayNotViewLearnsOfNobodysPromotionsButHisOwn) {
    platform.users.push_back({"pro", {{"acme-uat", {"neo.promote"}}}});
    start_pipeline();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const auto way = custody("acme-uat", 1, "pro");
    EXPECT_FALSE(way.at("complete").as_bool());
    ASSERT_EQ(way.at("hops").as_array().size(), 1U);
    EXPECT_TRUE(way.at("hops").at(0).at("promotion").is_null());
    EXPECT_TRUE(way.at("hops").at(0).at("content_hash").is_null());
    EXPECT_TRUE(get(version_path("acme-uat", "welcome", 1), "pro").at("origin").is_null());
}

TEST_P(Where, W6_AnyTwoVersionsThatOneMayViewAreCompared) {
    platform.users.push_back({"poor", {{"acme-dev", {"neo.view"}}, {"acme-uat", {"neo.promote"}}}});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const std::string path = version_path("acme-dev", "welcome", 2) + "/compare";
    const auto changes = get(path + "?organization=acme-uat&dataflow=welcome&version=1");
    EXPECT_EQ(changes.at("against").at("organization"), "acme-uat");
    EXPECT_EQ(changes.at("against").at("version"), 1);
    ASSERT_EQ(changes.at("blocks").at("changed").as_array().size(), 1U);
    EXPECT_EQ(changes.at("blocks").at("changed").at(0).at("id"), "b1");
    EXPECT_THAT(get(path + "?organization=acme-dev&dataflow=welcome&version=2").at("blocks").at("changed").as_array(),
                IsEmpty());

    EXPECT_EQ(api("poor", "GET", path + "?organization=acme-uat&dataflow=welcome&version=1").status, 403);
    EXPECT_EQ(api("ana", "GET", path + "?organization=acme-uat&dataflow=welcome&version=9").status, 404);
    EXPECT_EQ(api("ana", "GET", path + "?organization=acme-uat&dataflow=welcome").status, 400);
    EXPECT_EQ(api("stranger", "GET", path + "?organization=acme-uat&dataflow=welcome&version=1").status, 404);
}

TEST_P(Where, W2_TheSpreadTellsWhereItWentOverAllHops) {
    start_pipeline();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const auto last = promoted({"acme-uat", "welcome", 1}, "acme-prod").json();
    promoted({"acme-dev", "welcome", 2}, "acme-sit");

    const auto spread = get(spread_path);
    const auto& items = spread.at("items").as_array();
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].at("organization"), "acme-prod");
    EXPECT_EQ(items[0].at("type"), "prod");
    EXPECT_EQ(items[0].at("hops"), 2);
    EXPECT_EQ(items[0].at("source_version"), 1);
    EXPECT_EQ(items[0].at("approved_version"), 1);
    EXPECT_TRUE(items[0].at("live_version").is_null());
    EXPECT_EQ(items[0].at("standing"), "behind");
    EXPECT_EQ(items[0].at("behind"), 1);
    EXPECT_EQ(items[0].at("promotion"), last.at("id"));
    EXPECT_EQ(items[1].at("organization"), "acme-sit");
    EXPECT_EQ(items[1].at("standing"), "current");
    EXPECT_EQ(items[1].at("behind"), 0);
    EXPECT_EQ(items[2].at("standing"), "behind");
    EXPECT_EQ(json::serialize(spread.at("summary")), R"({"sit":{"current":1},"uat":{"behind":1},"prod":{"behind":1}})");

    approve("acme-sit", first_blocks);
    EXPECT_EQ(get(std::string(spread_path) + "?type=sit").at("items").at(0).at("standing"), "changed_there");
    approve("acme-uat", second_blocks);
    EXPECT_EQ(get(std::string(spread_path) + "?search=acme-uat").at("items").at(0).at("standing"), "diverged");
}

TEST_P(Where, W2_W5_NothingIsBehindARecalledVersion) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    EXPECT_EQ(get(spread_path).at("items").at(0).at("standing"), "behind");
    const std::string recall = version_path("acme-dev", "welcome", 2) + "/recall";
    ASSERT_EQ(api("ana", "POST", recall, R"({"reason": "it loses mails"})").status, 201);
    EXPECT_EQ(get(spread_path).at("items").at(0).at("standing"), "current");
    EXPECT_EQ(get(spread_path).at("items").at(0).at("behind"), 0);
    EXPECT_EQ(get("/organizations/acme-dev/board").at("items").at(0).at("newest_version"), 1);
}

TEST_P(Where, W2_PagesAndFiltersOfASpread) {
    start_pipeline();
    for (const char* target : {"acme-dev2", "acme-sit", "acme-uat", "acme-uat2"})
        promoted({"acme-dev", "welcome", 1}, target);
    std::vector<std::string> seen;
    std::string cursor;
    for (int pages = 0; pages < 4; ++pages) {
        const auto page = get(std::string(spread_path) + "?limit=1" + cursor);
        ASSERT_EQ(page.at("items").as_array().size(), 1U);
        seen.push_back(text_of(page.at("items").at(0).at("organization")));
        if (page.at("next_cursor").is_null()) break;
        cursor = "&cursor=" + text_of(page.at("next_cursor"));
    }
    EXPECT_THAT(seen, ElementsAre("acme-dev2", "acme-sit", "acme-uat", "acme-uat2"));
    EXPECT_THAT(items_of(api("ana", "GET", std::string(spread_path) + "?type=uat"), "organization"),
                ElementsAre("acme-uat", "acme-uat2"));
    EXPECT_THAT(items_of(api("ana", "GET", std::string(spread_path) + "?standing=current"), "organization"), IsEmpty());
    for (const char* wrong : {"?type=moon", "?standing=fine", "?cursor=x", "?cursor=9:a", "?limit=0", "?colour=red"})
        EXPECT_THAT(api("ana", "GET", spread_path + std::string(wrong)).status, testing::AnyOf(400, 422)) << wrong;
}

TEST_P(Where, W2_WhatTheCallerMayNotSeeIsNeitherListedNorCounted) {
    platform.users.push_back({"dev", {{"acme-dev", {"neo.view"}}, {"acme-sit", {"neo.view"}}}});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    promoted({"acme-dev", "welcome", 1}, "acme-sit");
    const Answer spread = api("dev", "GET", spread_path);
    ASSERT_EQ(spread.status, 200) << spread.body;
    EXPECT_THAT(items_of(spread, "organization"), ElementsAre("acme-sit"));
    EXPECT_THAT(spread.body, Not(HasSubstr("uat")));
    const Answer board = api("dev", "GET", "/organizations/acme-dev/board");
    EXPECT_EQ(board.status, 200) << board.body;
    EXPECT_THAT(board.body, Not(HasSubstr("uat")));
    EXPECT_EQ(api("stranger", "GET", spread_path).status, 404);
    EXPECT_EQ(api("stranger", "GET", "/organizations/acme-dev/board").status, 404);
}

TEST_P(Where, W3_TheBoardCountsByType) {
    add_dataflow({"acme-dev", "other", {{.state = "draft", .url = "/other"}}});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    promoted({"acme-dev", "welcome", 2}, "acme-uat2");
    const auto rows = get("/organizations/acme-dev/board").at("items").as_array();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].at("id"), "other");
    EXPECT_TRUE(rows[0].at("newest_version").is_null());
    EXPECT_THAT(rows[0].at("types").as_object(), IsEmpty());
    EXPECT_EQ(rows[1].at("newest_version"), 2);
    EXPECT_EQ(json::serialize(rows[1].at("types")),
              R"({"uat":{"organizations":2,"current":1,"behind":1,"changed_there":0,"diverged":0}})");
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations/acme-dev/board?behind=true"), "id"), ElementsAre("welcome"));
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations/acme-dev/board?search=oth"), "id"), ElementsAre("other"));
}

TEST_P(Where, W7_TheWholeHistoryGoesOutAsCsv) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    promote({"acme-dev", "welcome", 1}, "acme-sit", "=crm,\"x\"");
    const std::string csv_path = "/extensions/neo/api/v1/promotions?format=csv";
    const Answer csv = as("ana").call("GET", csv_path);
    EXPECT_EQ(csv.status, 200);
    EXPECT_THAT(csv.header("content-type"), StartsWith("text/csv"));
    EXPECT_THAT(csv.body, StartsWith("id,status,source_organization,"));
    EXPECT_THAT(csv.body, HasSubstr(",succeeded,"));
    EXPECT_THAT(csv.body, HasSubstr("\"'=crm,\"\"x\"\"\"")) << "no formula, and quoted";
    EXPECT_EQ(std::count(csv.body.begin(), csv.body.end(), '\n'), 3);
    const Answer filtered = as("ana").call("GET", csv_path + "&status=succeeded");
    EXPECT_EQ(std::count(filtered.body.begin(), filtered.body.end(), '\n'), 2);
    EXPECT_EQ(api("ana", "GET", "/promotions?format=csv&limit=5").status, 400);
    EXPECT_EQ(api("ana", "GET", "/promotions?format=xml").status, 400);
}

}  // namespace
}  // namespace neo::e2e
