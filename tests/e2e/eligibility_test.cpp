#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Eligibility : public PromotionTest {};

TEST_P(Eligibility, E1_E2_ApprovedAndLiveVersionsArePromotedAndNoOther) {
    for (const std::string state : {"draft", "awaiting_approval", "approved", "rejected", "live"}) {
        TestVersion version;
        version.state = state;
        version.url = "/" + state;
        add_dataflow({"acme-dev", state, {version}});
    }
    start_company();
    for (const std::string state : {"draft", "awaiting_approval", "rejected"}) {
        const Answer refused = promote({"acme-dev", state}, "acme-uat");
        EXPECT_EQ(refused.status, 422) << state;
        EXPECT_EQ(refused.code(), "version_not_promotable");
        EXPECT_THAT(refused.failures(), ElementsAre("version_not_promotable"));
        EXPECT_EQ(text_of(refused.json().at("failures").at(0).at("state")), state);
    }
    EXPECT_EQ(promote({"acme-dev", "approved"}, "acme-uat").status, 201);
    EXPECT_EQ(promote({"acme-dev", "live"}, "acme-uat").status, 201);
}

TEST_P(Eligibility, E3_BlocksOfALibraryStopItAndAreNamed) {
    TestVersion version;
    version.url = "/library";
    version.blocks = R"([{"id": "own", "type": "script", "name": "Own", "config": {}},
        {"id": "lib-1", "type": "script", "name": "Shared mapper", "config": {}, "library": {"id": "common", "version": 3, "scope": "global"}},
        {"id": "lib-2", "type": "script", "name": "House mapper", "config": {}, "library": {"id": "house", "version": 1, "scope": "organization"}}])";
    add_dataflow({"acme-dev", "library", {version}});
    start_company();
    const Answer refused = promote({"acme-dev", "library"}, "acme-uat");
    EXPECT_EQ(refused.status, 422);
    ASSERT_THAT(refused.failures(), ElementsAre("library_blocks_present"));
    const auto& failure = refused.json().at("failures").at(0);
    EXPECT_EQ(failure.at("blocks").as_array().size(), 2U);
    const std::string message = text_of(failure.at("message"));
    for (const auto* of_one : {"lib-1", "lib-2"})
        EXPECT_THAT(refused.body, HasSubstr(of_one));
    EXPECT_TRUE(message.find("lib-1") != std::string::npos || message.find("Shared mapper") != std::string::npos)
        << message;
}

TEST_P(Eligibility, E3_ALibraryThatIsNullIsNone) {
    TestVersion version;
    version.url = "/no-library";
    version.blocks =
        R"([{"id": "own", "type": "script", "name": "Own", "config": {"library": {"id": "x"}}, "library": null}])";
    add_dataflow({"acme-dev", "no-library", {version}});
    start_company();
    EXPECT_EQ(promote({"acme-dev", "no-library"}, "acme-uat").status, 201);
}

TEST_P(Eligibility, E4_AGlobalDataflowIsPromotedAsOne) {
    TestVersion version;
    version.url = "/global";
    TestDataflow& global = add_dataflow({"acme-dev", "global", {version}});
    global.global = true;
    start_company();
    const Answer answer = promoted({"acme-dev", "global"}, "acme-uat");
    const std::string there = text_of(answer.json().at("target").at("dataflow"));
    EXPECT_TRUE(this->version("acme-uat", there, 1).json().at("global").as_bool());
}

TEST_P(Eligibility, E5_AnotherClusterIsRefused) {
    start_company();
    map("acme-dev", "acme-us");
    const Answer refused = promote({}, "acme-us");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), ElementsAre("different_cluster"));
}

TEST_P(Eligibility, E6_TheTargetNeedsTheModule) {
    platform.dataflows.front().module = "loyalty";
    start_company();
    map("acme-dev", "acme-poor");
    const Answer refused = promote({}, "acme-poor");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), ElementsAre("module_access_missing"));
    EXPECT_THAT(text_of(refused.json().at("failures").at(0).at("message")), HasSubstr("loyalty"));
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-poor", R"({"modules": ["loyalty"]})").status, 200);
    const Answer answer = promoted({}, "acme-poor");
    EXPECT_EQ(text_of(version("acme-poor", text_of(answer.json().at("target").at("dataflow")), 1).json().at("module")),
              "loyalty");
}

TEST_P(Eligibility, E6_WithoutAModuleNoneIsNeeded) {
    start_company();
    map("acme-dev", "acme-poor");
    EXPECT_EQ(promote({}, "acme-poor").status, 201);
}

TEST_P(Eligibility, E7_NeoIsNeededOnBothAtTheTimeOfPromotion) {
    start_company();
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-dev", R"({"neo_enabled": false})").status, 200);
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-uat", R"({"neo_enabled": false})").status, 200);
    const Answer refused = promote({}, "acme-uat");
    EXPECT_EQ(refused.status, 422);
    ASSERT_THAT(refused.failures(), ElementsAre("neo_not_enabled", "neo_not_enabled"));
    EXPECT_EQ(text_of(refused.json().at("failures").at(0).at("organization")), "acme-dev");
    EXPECT_EQ(text_of(refused.json().at("failures").at(1).at("organization")), "acme-uat");
}

TEST_P(Eligibility, E7_BothMustBeRegistered) {
    start();
    register_organization("acme-dev", "dev");
    const Answer refused = promote({}, "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), UnorderedElementsAre("organization_not_registered", "mapping_missing"));
    for (const auto& failure : refused.json().at("failures").as_array()) {
        if (text_of(failure.at("code")) == "mapping_missing") continue;
        EXPECT_EQ(text_of(failure.at("organization")), "acme-uat");
    }
}

TEST_P(Eligibility, E7_AMappingIsNeeded) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    const Answer refused = promote({}, "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), ElementsAre("mapping_missing"));
}

TEST_P(Eligibility, AnOrganizationIsNoTargetForItself) {
    start_company();
    const Answer refused = promote({}, "acme-dev");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), testing::Contains("same_organization"));
}

TEST_P(Eligibility, UnknownSourcesAre404) {
    start_company();
    for (const Source& source : {Source{"acme-dev", "absent"}, Source{"acme-dev", "welcome", 9}}) {
        const Answer refused = promote(source, "acme-uat");
        EXPECT_EQ(refused.status, 404);
        EXPECT_THAT(refused.failures(), ElementsAre("version_unknown"));
        const Answer checked = preflight(source, "acme-uat");
        EXPECT_EQ(checked.status, 200);
        EXPECT_THAT(checked.failures(), ElementsAre("version_unknown"));
    }
}

TEST_P(Eligibility, V1_NothingIsWrittenForARefusedPromotion) {
    start_company();
    map("acme-dev", "acme-us");
    const auto before = api("ana", "GET", "/organizations/acme-us/dataflows").body;
    EXPECT_EQ(promote({}, "acme-us").status, 422);
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-us/dataflows").body, before);
}

NEO_ON_EVERY_BACKEND(Eligibility);

}  // namespace
}  // namespace neo::e2e
