// R2: what would surprise is said before, and nothing else is.
#include <plugin/domain/arrival_warnings.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace neo::domain;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Version 2 goes where version 1 arrived.
ArrivalFacts next_version() {
    ArrivalFacts facts;
    facts.source = {"dev", "welcome", 2};
    facts.trigger = {"/welcome", "POST"};
    facts.dataflow = "theirs";
    facts.before_dataflow = "theirs";
    facts.base = VersionId{"dev", "welcome", 1};
    facts.live = ArrivalFacts::Live{1, {"/welcome", "post"}};
    return facts;
}

std::vector<std::string> codes(const ArrivalFacts& facts) {
    std::vector<std::string> codes;
    for (const Warning& warning : arrival_warnings(facts))
        codes.push_back(warning.code);
    return codes;
}

TEST(ArrivalWarnings, TheNextVersionOfTheSameDataflowSurprisesNobody) {
    EXPECT_THAT(codes(next_version()), IsEmpty());
}

TEST(ArrivalWarnings, AFirstPromotionSurprisesNobody) {
    ArrivalFacts facts;
    facts.source = {"dev", "welcome", 1};
    facts.trigger = {"/welcome", "POST"};
    EXPECT_THAT(codes(facts), IsEmpty());
}

TEST(ArrivalWarnings, U4_AnOlderVersionAfterANewerOneIsTold) {
    ArrivalFacts facts = next_version();
    facts.base = VersionId{"dev", "welcome", 7};
    facts.newer_version = 9;
    const auto warnings = arrival_warnings(facts);
    ASSERT_THAT(codes(facts), ElementsAre("older_than_promoted"));
    EXPECT_THAT(warnings[0].facts, ElementsAre(std::pair<std::string, Fact>("version", 9LL)));
    EXPECT_THAT(warnings[0].message, HasSubstr("Version 9"));
}

TEST(ArrivalWarnings, WhatTheTargetsPeopleMadeIsToldBeforeAllElse) {
    ArrivalFacts facts = next_version();
    facts.newer_version = 9;
    facts.own_changes = ArrivalFacts::OwnChanges{5, {"b1", "b\"2"}};
    ASSERT_THAT(codes(facts), ElementsAre("target_has_own_changes", "older_than_promoted"));
    const auto warning = arrival_warnings(facts)[0];
    EXPECT_THAT(warning.message, AllOf(HasSubstr("'b1', 'b\"2'"), HasSubstr("version 5")));
    EXPECT_THAT(warning.facts,
                ElementsAre(std::pair<std::string, Fact>("version", 5LL),
                            std::pair<std::string, Fact>("blocks", std::vector<std::string>{"b1", "b\"2"})));
    facts.own_changes->blocks.clear();  // connections, the order, module or global
    EXPECT_THAT(arrival_warnings(facts)[0].message, HasSubstr("the last promotion. What arrives"));
}

TEST(ArrivalWarnings, AnotherSourceIsNamed) {
    ArrivalFacts facts = next_version();
    facts.base = VersionId{"dev-2", "greeting", 4};
    ASSERT_THAT(codes(facts), ElementsAre("other_source"));
    EXPECT_THAT(arrival_warnings(facts)[0].facts, ElementsAre(std::pair<std::string, Fact>("organization", "dev-2"),
                                                              std::pair<std::string, Fact>("dataflow", "greeting")));
}

TEST(ArrivalWarnings, U5_AChangedTriggerNamesWhereEarlierVersionsWent) {
    ArrivalFacts facts = next_version();
    facts.dataflow.reset();
    facts.base.reset();
    facts.live.reset();
    ASSERT_THAT(codes(facts), ElementsAre("trigger_changed"));
    EXPECT_THAT(arrival_warnings(facts)[0].facts, ElementsAre(std::pair<std::string, Fact>("dataflow", "theirs")));
    EXPECT_THAT(arrival_warnings(facts)[0].message, HasSubstr("a new dataflow"));
    facts.dataflow = "another";
    EXPECT_THAT(codes(facts), ElementsAre("trigger_changed"));
}

TEST(ArrivalWarnings, T5_AHolderThatServesAnotherTriggerIsTold) {
    ArrivalFacts facts = next_version();
    facts.live = ArrivalFacts::Live{5, {"/billing", "POST"}};
    ASSERT_THAT(codes(facts), ElementsAre("holder_serves_another_trigger"));
    const auto warning = arrival_warnings(facts)[0];
    EXPECT_THAT(warning.message, HasSubstr("POST /billing"));
    EXPECT_THAT(warning.facts, ElementsAre(std::pair<std::string, Fact>("dataflow", "theirs"),
                                           std::pair<std::string, Fact>("version", 5LL),
                                           std::pair<std::string, Fact>("trigger", Trigger{"/billing", "POST"})));
}

}  // namespace
