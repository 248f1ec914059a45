// W2: where the versions of one dataflow went, held against an oracle that asks each version for its own way back.
#include <plugin/domain/lineage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <set>
#include <string>

namespace neo::domain {
namespace {

const Place dev{"dev", "welcome"};
const Place uat{"uat", "welcome"};
const Place prod{"prod", "greeting"};

TEST(Lineage, W2_OverSeveralHopsAVersionStemsFromTheRoots) {
    const std::vector<Step> steps{{dev, 4, uat, 1, 2}, {dev, 6, uat, 3, 4}, {uat, 1, prod, 1, 2}};
    const auto found = lineage_of(dev, steps).last;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.at(uat).root_version, 6);
    EXPECT_EQ(found.at(uat).hops, 1);
    EXPECT_EQ(found.at(prod).root_version, 4) << "the older one went on";
    EXPECT_EQ(found.at(prod).hops, 2);
    EXPECT_EQ(found.at(prod).step, 2U);
}

TEST(Lineage, W2_WhatTheTargetsPeopleWroteStemsFromWhatArrivedBefore) {
    const std::vector<Step> steps{{dev, 4, uat, 1, 2}, {uat, 3, prod, 1, 2}};
    EXPECT_EQ(lineage_of(dev, steps).last.at(prod).root_version, 4);
}

TEST(Lineage, W2_WhatWasThereBeforeAnythingArrivedIsOfAnotherDescent) {
    const std::vector<Step> steps{{uat, 1, prod, 1, 2}, {dev, 4, uat, 5, 6}, {uat, 1, prod, 3, 4}};
    EXPECT_FALSE(lineage_of(dev, steps).last.contains(prod));
}

TEST(Lineage, W2_ADraftThatArrivedIsOfTheSameDescent) {
    const std::vector<Step> steps{{dev, 4, uat, 1, 2}, {dev, 5, uat, 3, 4}, {uat, 2, prod, 1, 2}};
    EXPECT_EQ(lineage_of(dev, steps).last.at(prod).root_version, 4);
}

TEST(Lineage, W2_TheWayBackToTheRootIsNoPlaceOfItsOwn) {
    const std::vector<Step> steps{{dev, 1, uat, 1, 2}, {uat, 1, dev, 3, 4}};
    EXPECT_EQ(lineage_of(dev, steps).last.size(), 1U);
}

// The oracle: from a version back, step by step, to the root.
std::optional<std::pair<std::int64_t, int>> way_back(const std::vector<Step>& steps, std::size_t last,
                                                     const Place& place, std::int64_t version) {
    if (place == dev) return std::pair<std::int64_t, int>{version, 0};
    for (std::size_t at = last; at-- > 0;) {
        const Step& step = steps[at];
        if (step.to != place || (step.approved_version > version && step.draft_version != version)) continue;
        auto before = way_back(steps, at, step.from, step.from_version);
        if (!before) continue;
        ++before->second;
        return before;
    }
    return std::nullopt;
}

TEST(Lineage, W2_EqualsTheWayBackOfEachVersion) {
    std::mt19937 random(20261127);
    for (int round = 0; round < 500; ++round) {
        std::vector<Place> places{dev, uat, prod, {"sit", "welcome"}, {"demo", "x"}};
        std::map<Place, std::int64_t> newest{{dev, 5}};
        std::vector<Step> steps;
        for (int promotion = 0; promotion < 30; ++promotion) {
            const Place& from = places[random() % places.size()];
            const Place& to = places[1 + random() % (places.size() - 1)];
            if (from == to || newest[from] == 0) continue;
            if (random() % 4 == 0) ++newest[from];  // somebody writes a version of their own there
            const auto version = static_cast<std::int64_t>(1 + random() % static_cast<unsigned>(newest[from]));
            steps.push_back({from, version, to, newest[to] + 1, newest[to] + 2});
            newest[to] += 2;
        }
        const auto found = lineage_of(dev, steps).last;
        std::set<Place> reached;
        for (const Place& place : places) {
            if (place == dev) continue;
            for (std::size_t at = steps.size(); at-- > 0;) {
                if (steps[at].to != place) continue;
                const auto way = way_back(steps, at, steps[at].from, steps[at].from_version);
                if (!way) continue;
                ASSERT_TRUE(found.contains(place)) << round;
                EXPECT_EQ(found.at(place).step, at) << round;
                EXPECT_EQ(found.at(place).root_version, way->first) << round;
                EXPECT_EQ(found.at(place).hops, way->second + 1) << round;
                reached.insert(place);
                break;
            }
        }
        EXPECT_EQ(found.size(), reached.size()) << round;
    }
}

}  // namespace
}  // namespace neo::domain
