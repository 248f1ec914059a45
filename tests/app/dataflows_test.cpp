// Reading dataflows: what a version tells of its promotions, and a host that refuses the question.
#include "scene.hpp"

#include <plugin/app/dataflows.hpp>
#include <plugin/app/identifiers.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace neo::apptest {

using Status = ports::PromotionStatus;

class Reading : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};

    app::Caller ana() { return *app::Caller::load(scene.services(), "ana"); }

    void record(int index, Status status) {
        ports::Promotion attempt;
        attempt.id = fmt::format("{:08}-0000-7000-8000-000000000000", index);
        attempt.key = "k";
        attempt.status = status;
        attempt.source = {"dev", "welcome", 1};
        attempt.target_organization = "uat";
        attempt.actor = "ana";
        scene.store().history().record(attempt, std::nullopt).value();
    }
};

TEST_P(Reading, H3_AVersionTellsEverySuccessHoweverManyAttemptsFollowed) {
    for (int index = 0; index < 3; ++index)
        record(index, index == 1 ? Status::failed : Status::succeeded);
    for (int index = 3; index < 508; ++index)
        record(index, Status::refused);
    const auto told = app::get_version(scene.services(), ana(), {"dev", "welcome", 1});
    ASSERT_TRUE(told);
    ASSERT_EQ((*told)->promotions.size(), 502U);
    const auto& promotions = (*told)->promotions;
    const auto id = [](const auto& shown) { return shown->id; };
    const auto status = [](const auto& shown) { return shown->status; };
    EXPECT_TRUE(std::ranges::is_sorted(promotions, std::ranges::greater(), id));
    EXPECT_EQ(std::ranges::count(promotions, Status::succeeded, status), 2);
    EXPECT_EQ(std::ranges::count(promotions, Status::failed, status), 0) << "too old";
}

TEST_P(Reading, WhatTheHostCallsInvalidIsNoReasonToTryLater) {
    scene.mock.faults.on("dataflows.list_dataflows").call(1).answer(NEO_INVALID, "no such state");
    const auto listed = app::list_dataflows(scene.services(), ana(), {"dev", "", "", "", "", 50});
    ASSERT_FALSE(listed);
    EXPECT_EQ(listed.error().kind, app::Problem::Kind::unprocessable);
    EXPECT_EQ(listed.error().code, "invalid_request");
    EXPECT_THAT(listed.error().detail, ::testing::HasSubstr("no such state"));
}

NEO_ON_EVERY_STORE(Reading);

}  // namespace neo::apptest
