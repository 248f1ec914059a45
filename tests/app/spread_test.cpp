// W2: where dataflows went, of a store that tells the newest arrivals, held against all that was promoted.
#include "scene.hpp"

#include <plugin/app/spread.hpp>
#include <plugin/domain/lineage.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace neo::apptest {
namespace {

using domain::Place;
using domain::Step;

const Place root{"dev", "welcome"};

// A random history in which versions of the root go on, also older ones and those that others wrote.
std::vector<Step> random_steps(std::mt19937& random) {
    const std::vector<Place> places{root, {"dev", "other"}, {"uat", "welcome"}, {"uat", "other"}, {"uat", "third"}};
    std::map<Place, std::int64_t> newest;
    for (const Place& place : places)
        newest[place] = 1;
    std::vector<Step> steps;
    while (steps.size() < 40) {
        const Place& from = places[random() % places.size()];
        const Place& to = places[1 + random() % (places.size() - 1)];
        if (random() % 3 == 0) ++newest[from];
        if (from.organization == to.organization) continue;
        const auto version = static_cast<std::int64_t>(1 + random() % static_cast<unsigned>(newest[from]));
        steps.push_back({from, version, to, newest[to] + 1, newest[to] + 2});
        newest[to] += 2;
    }
    return steps;
}

ports::Promotion promotion_of(const Step& step, std::size_t number) {
    ports::Promotion promotion;
    promotion.id = fmt::format("p{:06}", number);
    promotion.key = promotion.id;
    promotion.status = ports::PromotionStatus::succeeded;
    promotion.source = {step.from.organization, step.from.dataflow, step.from_version};
    promotion.target_organization = step.to.organization;
    promotion.target_dataflow = step.to.dataflow;
    promotion.approved_version = step.approved_version;
    promotion.draft_version = step.draft_version;
    promotion.actor = "ana";
    return promotion;
}

class Spreading : public OnEveryStore {};
NEO_ON_EVERY_STORE(Spreading);

TEST_P(Spreading, W2_EqualsWhatFollowsFromAllPromotions) {
    std::mt19937 random(20261128);
    for (int round = 0; round < 25; ++round) {
        Scene scene{GetParam()};
        const std::vector<Step> steps = random_steps(random);
        for (std::size_t number = 0; number < steps.size(); ++number)
            ASSERT_TRUE(scene.store().history().record(promotion_of(steps[number], number), std::nullopt));
        if (round % 2 == 1) {
            while (scene.store().arrivals().take_in(fmt::format("p{:06}", random() % 50), 9).value())
                continue;
        }
        const auto caller = app::Caller::load(scene.services(), "ana").value();
        const auto spread =
            app::get_spread(scene.services(), caller, root.organization, root.dataflow, {.limit = 500}).value();
        const auto expected = domain::lineage_of(root, steps).last;
        ASSERT_EQ(spread.page.items.size(), expected.size()) << round;
        for (const app::SpreadItem& item : spread.page.items) {
            const auto& descent = expected.at({item.arrival.target.organization, item.arrival.target.dataflow});
            EXPECT_EQ(item.arrival.promotion, fmt::format("p{:06}", descent.step)) << round;
            EXPECT_EQ(item.source_version, descent.root_version) << round;
            EXPECT_EQ(item.hops, descent.hops) << round;
        }
    }
}

}  // namespace
}  // namespace neo::apptest
