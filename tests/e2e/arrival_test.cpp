#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::ElementsAre;

class Arrival : public PromotionTest {
protected:
    static constexpr auto blocks =
        R"([ {"id": "b1", "type": "api_request", "name": "Send", "config": {"retries": 3, "ratio": 1.0},)"
        R"( "headers": {"X-Team": "crm", "x-team": "twice", "Authorization": "{{token}}"}},  {"id":"b2","type":"script","name":"Map","config":{}} ])";
    static constexpr auto connections = R"([{"from": "b1", "to": "b2", "label": "ok"}])";

    Arrival() {
        TestVersion& version = platform.dataflows.front().versions.front();
        version.blocks = blocks;
        version.connections = connections;
        version.tags = R"(["mail", "important"])";
    }

    // Version numbers and states of a dataflow of acme-uat: "1 approved" and so on.
    std::vector<std::string> versions(const std::string& dataflow) const {
        std::vector<std::string> told;
        const Answer answer = api("ana", "GET", "/organizations/acme-uat/dataflows/" + encoded(dataflow));
        for (const auto& version : answer.json().at("versions").as_array())
            told.push_back(fmt::format("{} {}", version.at("version").as_int64(), text_of(version.at("state"))));
        return told;
    }

    std::string arrived() const { return text_of(promoted({}, "acme-uat").json().at("target").at("dataflow")); }
};

TEST_P(Arrival, C1_C2_AnApprovedAndADraftVersionArriveInTheApplication) {
    start_company();
    const Answer answer = promoted({}, "acme-uat", "sales");
    const auto& target = answer.json().at("target");
    EXPECT_EQ(target.at("approved_version").as_int64(), 1);
    EXPECT_EQ(target.at("draft_version").as_int64(), 2);
    const std::string dataflow = text_of(target.at("dataflow"));
    EXPECT_THAT(versions(dataflow), ElementsAre("1 approved", "2 draft"));
    EXPECT_EQ(text_of(version("acme-uat", dataflow, 1).json().at("application")), "sales");
    EXPECT_EQ(text_of(version("acme-uat", dataflow, 1).json().at("name")), "welcome");
}

TEST_P(Arrival, C3_NothingGoesLiveAndWhatIsLiveStaysUnchanged) {
    TestVersion live;
    live.state = "live";
    live.blocks = R"([{"id":"theirs","type":"script","name":"Theirs","config":{"n":1e2}}])";
    live.tags = R"(["theirs"])";
    add_dataflow({"acme-uat", "welcome", {live}});
    start_company();
    const std::string before = version("acme-uat", "welcome", 1).body;
    EXPECT_EQ(arrived(), "welcome");
    EXPECT_THAT(versions("welcome"), ElementsAre("1 live", "2 approved", "3 draft"));
    EXPECT_EQ(version("acme-uat", "welcome", 1).body, before);
}

TEST_P(Arrival, C4_TheTriggerIsKept) {
    TestVersion& version = platform.dataflows.front().versions.front();
    version.url = "/a b/\xE2\x98\x83/:id?x=%20&y={z}#\"q\"";
    version.method = "PATCH";
    start_company();
    const Answer answer = promoted({}, "acme-uat");
    EXPECT_EQ(text_of(answer.json().at("trigger").at("url")), version.url);
    const std::string dataflow = text_of(answer.json().at("target").at("dataflow"));
    for (const int number : {1, 2}) {
        const Answer there = this->version("acme-uat", dataflow, number);
        EXPECT_EQ(text_of(there.json().at("trigger").at("url")), version.url);
        EXPECT_EQ(text_of(there.json().at("trigger").at("method")), "PATCH");
    }
}

TEST_P(Arrival, C5_C6_ContentIsKeptToTheByteAndTagsAreNot) {
    start_company();
    const std::string dataflow = arrived();
    for (const int number : {1, 2}) {
        const Answer there = version("acme-uat", dataflow, number);
        EXPECT_EQ(raw_member(there.body, "blocks"), blocks);
        EXPECT_EQ(raw_member(there.body, "connections"), connections);
        EXPECT_EQ(raw_member(there.body, "tags"), "[]");
    }
    const Answer here = version("acme-dev", "welcome", 1);
    EXPECT_EQ(raw_member(here.body, "blocks"), blocks);
    EXPECT_EQ(here.json().at("tags").as_array().size(), 2U);
}

TEST_P(Arrival, C7_ADraftOfTheTargetsTeamIsNeverLost) {
    TestVersion draft;
    draft.state = "draft";
    draft.blocks = R"([{"id":"draft","type":"script","name":"Draft","config":{}}])";
    TestVersion approved;
    approved.number = 2;
    add_dataflow({"acme-uat", "welcome", {draft, approved}});
    start_company();
    const std::string before = version("acme-uat", "welcome", 1).body;
    EXPECT_EQ(arrived(), "welcome");
    EXPECT_THAT(versions("welcome"), ElementsAre("1 draft", "2 approved", "3 approved", "4 draft"));
    EXPECT_EQ(version("acme-uat", "welcome", 1).body, before);
}

TEST_P(Arrival, C7_ADraftThatAnEarlierPromotionCreatedAndTheTeamEditedIsKept) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    const std::string dataflow = arrived();
    EXPECT_EQ(host_api("ana", "PUT", "/organizations/acme-uat/dataflows/" + encoded(dataflow) + "/versions/2",
                       R"({"blocks": [{"id": "edited", "type": "script", "name": "Edited", "config": {}}]})")
                  .status,
              200);
    promoted({"acme-dev", "welcome", 2}, "acme-uat");
    EXPECT_THAT(versions(dataflow), ElementsAre("1 approved", "2 draft", "3 approved", "4 draft"));
    EXPECT_EQ(text_of(version("acme-uat", dataflow, 2).json().at("blocks").at(0).at("id")), "edited");
}

TEST_P(Arrival, C1_ATakenIdInTheTargetDoesNotStandInTheWay) {
    TestVersion other;
    other.url = "/other";
    add_dataflow({"acme-uat", "welcome", {other}});
    start_company();
    const Answer answer = promoted({}, "acme-uat");
    const std::string dataflow = text_of(answer.json().at("target").at("dataflow"));
    EXPECT_NE(dataflow, "welcome");
    EXPECT_FALSE(answer.json().at("routed").as_bool());
    EXPECT_THAT(versions("welcome"), ElementsAre("1 approved"));
    EXPECT_THAT(versions(dataflow), ElementsAre("1 approved", "2 draft"));
}

TEST_P(Arrival, C1_TheSourceIsNotChanged) {
    start_company();
    const Answer before = version("acme-dev", "welcome", 1);
    arrived();
    const Answer after = version("acme-dev", "welcome", 1);
    for (const char* member : {"blocks", "connections", "tags", "trigger", "state", "name", "application"})
        EXPECT_EQ(raw_member(before.body, member), raw_member(after.body, member)) << member;
}

TEST_P(Arrival, C2_TheTargetsTeamCanTakeTheDraftOn) {
    start_company();
    const std::string dataflow = arrived();
    const std::string path = "/organizations/acme-uat/dataflows/" + encoded(dataflow) + "/versions/";
    for (const char* state : {"awaiting_approval", "approved", "live"})
        EXPECT_EQ(host_api("ana", "POST", path + "2/state", fmt::format(R"({{"to": "{}"}})", state)).status, 200)
            << state;
    EXPECT_THAT(versions(dataflow), ElementsAre("1 approved", "2 live"));
    EXPECT_EQ(host_api("ana", "POST", path + "1/state", R"({"to": "live"})").status, 200);
    EXPECT_THAT(versions(dataflow), ElementsAre("1 live", "2 approved"));
}

TEST_P(Arrival, C1_WhatArrivedCanBePromotedOn) {
    start_company();
    map("acme-uat", "acme-prod");
    const std::string in_uat = arrived();
    const Answer onward = promoted({"acme-uat", in_uat, 1}, "acme-prod");
    const std::string in_prod = text_of(onward.json().at("target").at("dataflow"));
    EXPECT_EQ(raw_member(version("acme-prod", in_prod, 1).body, "blocks"), blocks);
}

NEO_ON_EVERY_BACKEND(Arrival);

}  // namespace
}  // namespace neo::e2e
