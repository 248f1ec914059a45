#include "support/promotion_test.hpp"

#include <algorithm>

namespace neo::e2e {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Telling : public PromotionTest {
protected:
    // A promotion that breaks as many rules as one can at once.
    void make_everything_wrong() {
        TestVersion version;
        version.url = "/wrong";
        version.state = "rejected";
        version.blocks =
            R"([{"id": "l", "type": "script", "name": "L", "config": {}, "library": {"id": "c", "version": 1, "scope": "global"}}])";
        add_dataflow({"acme-prod", "wrong", {version}}).module = "billing";
        organization("acme-bare").cluster = "us";
        start();
        register_organization("acme-prod", "prod");
        register_organization("acme-bare", "uat");
        EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-bare", R"({"neo_enabled": false})").status, 200);
    }
};

TEST_P(Telling, V1_V2_EverythingThatFailsIsToldAtOnceWithARemedy) {
    make_everything_wrong();
    const Answer refused = promote({"acme-prod", "wrong"}, "acme-bare", "");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(),
                UnorderedElementsAre("neo_not_enabled", "mapping_missing", "hierarchy_forbids", "different_cluster",
                                     "module_access_missing", "version_not_promotable", "library_blocks_present",
                                     "no_custom_application"));
    std::vector<std::string> told;
    for (const auto& failure : refused.json().at("failures").as_array()) {
        EXPECT_FALSE(text_of(failure.at("message")).empty());
        EXPECT_FALSE(text_of(failure.at("remedy")).empty());
        told.push_back(text_of(failure.at("remedy")));
    }
    std::ranges::sort(told);
    EXPECT_EQ(std::ranges::adjacent_find(told), told.end()) << "two remedies are the same";
}

TEST_P(Telling, V3_PreflightTellsTheSameWithoutPromoting) {
    make_everything_wrong();
    const Answer checked = preflight({"acme-prod", "wrong"}, "acme-bare", "");
    EXPECT_EQ(checked.status, 200);
    EXPECT_FALSE(checked.json().at("promotable").as_bool());
    const Answer refused = promote({"acme-prod", "wrong"}, "acme-bare", "");
    EXPECT_EQ(checked.json().at("failures"), refused.json().at("failures"));
}

TEST_P(Telling, V3_PreflightWritesNothing) {
    start_company();
    for (int round = 0; round < 3; ++round) {
        const Answer checked = preflight({}, "acme-uat");
        EXPECT_EQ(checked.status, 200);
        EXPECT_TRUE(checked.json().at("promotable").as_bool());
        EXPECT_TRUE(checked.json().at("failures").as_array().empty());
        EXPECT_EQ(text_of(checked.json().at("route").at("application")), "crm");
    }
    preflight({}, "acme-prod");
    EXPECT_TRUE(api("ana", "GET", "/promotions").json().at("items").as_array().empty());
    EXPECT_TRUE(api("ana", "GET", "/organizations/acme-uat/dataflows").json().at("items").as_array().empty());
    EXPECT_EQ(promote({}, "acme-uat").status, 201);
}

TEST_P(Telling, V3_PreflightShowsWhatWouldChange) {
    add_version("acme-dev", "welcome",
                {.number = 2,
                 .blocks = R"([{"id": "b1", "type": "script", "name": "Map", "config": {"n": 1.0}},
                               {"id": "b3", "type": "script", "name": "New", "config": {}}])",
                 .connections = R"([{"from": "b1", "to": "b3"}])"});
    TestVersion& first = platform.dataflows.front().versions.front();
    first.blocks = R"([{"id": "b1", "type": "script", "name": "Map", "config": {"n": 1}},
                       {"id": "b2", "type": "script", "name": "Old", "config": {}}])";
    first.connections = R"([{"from": "b1", "to": "b2"}])";
    start_company();
    const Answer fresh = preflight({}, "acme-uat");
    EXPECT_TRUE(fresh.json().at("changes").at("against").is_null());
    EXPECT_EQ(fresh.json().at("changes").at("blocks").at("added").as_array().size(), 2U);
    promoted({}, "acme-uat");
    const Answer next = preflight({"acme-dev", "welcome", 2}, "acme-uat");
    const auto& changes = next.json().at("changes");
    EXPECT_EQ(changes.at("against").at("version").as_int64(), 1);
    ASSERT_EQ(changes.at("blocks").at("added").as_array().size(), 1U);
    EXPECT_EQ(text_of(changes.at("blocks").at("added").at(0).at("id")), "b3");
    ASSERT_EQ(changes.at("blocks").at("removed").as_array().size(), 1U);
    EXPECT_EQ(text_of(changes.at("blocks").at("removed").at(0).at("id")), "b2");
    ASSERT_EQ(changes.at("blocks").at("changed").as_array().size(), 1U);
    EXPECT_EQ(text_of(changes.at("blocks").at("changed").at(0).at("id")), "b1");
    EXPECT_EQ(changes.at("connections").at("added").as_array().size(), 1U);
    EXPECT_EQ(changes.at("connections").at("removed").as_array().size(), 1U);
}

TEST_P(Telling, V2_ARefusedPromotionNamesItsAttempt) {
    start_company();
    const Answer refused = promote({}, "acme-prod");
    EXPECT_EQ(refused.status, 422);
    const std::string attempt = text_of(refused.json().at("promotion"));
    const Answer told = api("ana", "GET", "/promotions/" + attempt);
    EXPECT_EQ(told.status, 200);
    EXPECT_EQ(text_of(told.json().at("status")), "refused");
    EXPECT_EQ(told.json().at("failures"), refused.json().at("failures"));
}

TEST_P(Telling, V2_NoSecretIsToldOrLogged) {
    start_company();
    promoted({}, "acme-uat");
    promote({}, "acme-prod");
    Client wrong(host->port(), "not-a-token-of-anybody");
    wrong.api("GET", "/me");
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(host->log().find("token-of-"), std::string::npos);
    EXPECT_EQ(host->log().find("not-a-token-of-anybody"), std::string::npos);
}

NEO_ON_EVERY_BACKEND(Telling);

}  // namespace
}  // namespace neo::e2e
