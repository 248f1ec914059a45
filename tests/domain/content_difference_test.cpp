// R1: what differs between two contents, by their texts.
#include <plugin/domain/content_difference.hpp>
#include <plugin/domain/standing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace {

using namespace neo::domain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view two_blocks = R"([{"id": "b1", "config": {"n": 1.0}}, {"id": "b2"}])";
constexpr std::string_view no_connections = "[]";

ContentDifference between(std::string_view before, std::string_view after) {
    return difference({before, no_connections}, {after, no_connections});
}

TEST(ContentDifference, WhiteSpaceIsNone) {
    EXPECT_TRUE(between(two_blocks, "[{\"id\":\"b1\",\"config\":{\"n\":1.0}},\n{\"id\":\"b2\"}]").none());
    EXPECT_TRUE(between("[]", " [ ] ").none());
}

TEST(ContentDifference, C5_ANumberWrittenOtherwiseIsOne) {
    const auto changed = between(two_blocks, R"([{"id": "b1", "config": {"n": 1.00}}, {"id": "b2"}])");
    ASSERT_THAT(changed.blocks.changed, SizeIs(1));
    EXPECT_EQ(changed.blocks.changed[0].before, R"({"id": "b1", "config": {"n": 1.0}})");
    EXPECT_EQ(changed.blocks.changed[0].after, R"({"id": "b1", "config": {"n": 1.00}})");
    EXPECT_THAT(changed.blocks.added, IsEmpty());
    EXPECT_THAT(changed.blocks.removed, IsEmpty());
    EXPECT_FALSE(changed.none());
}

TEST(ContentDifference, WhatComesAndGoesIsTold) {
    const auto changed = between(two_blocks, R"([{"id": "b3"}, {"id": "b2"}])");
    EXPECT_THAT(changed.blocks.added, ElementsAre(R"({"id": "b3"})"));
    EXPECT_THAT(changed.blocks.removed, ElementsAre(R"({"id": "b1", "config": {"n": 1.0}})"));
    EXPECT_THAT(ids_of_changed_blocks(changed), ElementsAre(R"("b3")", R"("b1")"));
}

TEST(ContentDifference, AnotherOrderIsToldWhereNothingElseIs) {
    EXPECT_TRUE(between(R"([{"id":"a"},{"id":"b"}])", R"([{"id":"b"},{"id":"a"}])").order);
    const auto more = between(R"([{"id":"a"},{"id":"b"}])", R"([{"id":"b"},{"id":"a"},{"id":"c"}])");
    EXPECT_FALSE(more.order);
    EXPECT_FALSE(more.none());
}

TEST(ContentDifference, ARepeatedIdNeverHidesAChange) {
    EXPECT_TRUE(between(R"([{"id":"a","n":1},{"id":"a","n":2}])", R"([{"id":"a","n":1},{"id":"a","n":2}])").none());
    EXPECT_FALSE(between(R"([{"id":"a","n":1},{"id":"a","n":2}])", R"([{"id":"a","n":1},{"id":"a","n":3}])").none());
    EXPECT_FALSE(between(R"([{"id":"a","n":1},{"id":"a","n":1}])", R"([{"id":"a","n":1}])").none());
    EXPECT_FALSE(between(R"([{"n":1},{"n":2}])", R"([{"n":2},{"n":3}])").none());
}

TEST(ContentDifference, ConnectionsModuleAndGlobalTravelToo) {
    const Content before{two_blocks, R"([{"from":"b1","to":"b2"}])", "loyalty", false};
    Content after = before;
    EXPECT_TRUE(difference(before, after).none());
    after.connections = R"([{"from":"b2","to":"b1"}])";
    EXPECT_THAT(difference(before, after).connections.added, ElementsAre(R"({"from":"b2","to":"b1"})"));
    EXPECT_THAT(difference(before, after).connections.removed, ElementsAre(R"({"from":"b1","to":"b2"})"));
    after = before;
    after.module.reset();
    ASSERT_TRUE(difference(before, after).module);
    EXPECT_EQ(difference(before, after).module->before, "loyalty");
    EXPECT_FALSE(difference(before, after).none());
    after = before;
    after.global = true;
    ASSERT_TRUE(difference(before, after).global);
    EXPECT_TRUE(difference(before, after).global->after);
    EXPECT_FALSE(difference(before, after).none());
}

TEST(ContentDifference, BothSidesOverlapWhereBothChanged) {
    const auto ours = between(two_blocks, R"([{"id": "b1", "config": {}}, {"id": "b2", "x": 1}])");
    const auto theirs = between(two_blocks, R"([{"id": "b2"}, {"id": "b4"}])");
    EXPECT_THAT(ids_of_overlap(ours, theirs), ElementsAre(R"("b1")"));
    EXPECT_THAT(ids_of_overlap(ours, between(two_blocks, two_blocks)), IsEmpty());
}

TEST(Standings, AreNamedAndFollowFromWhoChanged) {
    for (const auto& [standing, word] : standing_words) {
        EXPECT_EQ(to_text(standing), word);
        EXPECT_EQ(standing_from(word), standing);
    }
    EXPECT_EQ(standing_from("other"), std::nullopt);
    EXPECT_EQ(standing_of(false, false), Standing::current);
    EXPECT_EQ(standing_of(true, false), Standing::behind);
    EXPECT_EQ(standing_of(false, true), Standing::changed_there);
    EXPECT_EQ(standing_of(true, true), Standing::diverged);
}

}  // namespace
