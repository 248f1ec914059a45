#include "invariants.hpp"

#include <tests/support/registrations.hpp>

namespace neo::apptest {

using Status = ports::PromotionStatus;

class Recover : public OnEveryStore {
protected:
    Scene scene{GetParam()};

    // An attempt whose worker got no answer: applied at the host, or not.
    ports::Promotion left_over(bool applied) {
        const auto apply = scene.mock.faults.on("dataflows.apply").calls(1, 3);
        applied ? apply.lose_reply() : apply.refuse();
        auto promotion = scene.promote().value();
        EXPECT_EQ(promotion.status, Status::in_progress);
        scene.mock.faults.clear();
        return promotion;
    }
    Status status_of(const ports::Promotion& promotion) {
        return scene.store().history().promotion(promotion.id).value()->status;
    }
};

TEST_P(Recover, Step5_WhatTheHostAppliedIsDone) {
    const auto promotion = left_over(true);
    scene.mock.recorder.clear();
    const auto recovered = app::recover_all(scene.another_process());
    ASSERT_TRUE(recovered);
    EXPECT_EQ(recovered->ended, 1);
    EXPECT_EQ(recovered->remaining, 0);
    EXPECT_EQ(status_of(promotion), Status::succeeded);
    EXPECT_EQ(scene.mock.recorder.count("dataflows.apply"), 0U);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_WhatTheHostNeverGotIsAppliedAgain) {
    const auto promotion = left_over(false);
    EXPECT_TRUE(app::recover_all(scene.another_process()));
    EXPECT_EQ(status_of(promotion), Status::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_WhatIsPermittedNoMoreIsBarredAtTheHostAndThenFailed) {
    const auto promotion = left_over(false);
    scene.revoke("dev", "neo.promote");
    scene.mock.recorder.clear();
    EXPECT_TRUE(app::recover_all(scene.another_process()));
    EXPECT_EQ(status_of(promotion), Status::failed);
    EXPECT_EQ(scene.mock.recorder.count("dataflows.abort"), 1U);
    EXPECT_TRUE(consistent(scene));
    EXPECT_TRUE(scene.applied().empty());
}

TEST_P(Recover, Step5_AnApplyThatArrivesAfterTheAbortCreatesNothing) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).deliver_late();
    const auto promotion = scene.promote().value();
    scene.revoke("uat", "neo.promote");
    EXPECT_TRUE(app::recover_all(scene.another_process()));
    EXPECT_EQ(status_of(promotion), Status::failed);
    scene.grant("uat", "neo.promote");
    for (const auto& reply : scene.mock.faults.deliver())
        EXPECT_EQ(reply.status, NEO_BARRED);
    EXPECT_TRUE(scene.applied().empty());
    scene.mock.faults.clear();
    EXPECT_TRUE(scene.promote());
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_ALiveLeaseIsLeftAlone) {
    Scene leased(GetParam(), 30);
    leased.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    ASSERT_EQ(leased.promote()->status, Status::in_progress);
    const auto recovered = app::recover_all(leased.another_process());
    ASSERT_TRUE(recovered);
    EXPECT_EQ(recovered->ended, 0);
    EXPECT_EQ(recovered->remaining, 1);
}

TEST_P(Recover, Step5_ASilentHostKeepsTheWorkUntilItAnswers) {
    const auto promotion = left_over(false);
    for (const char* function : {"dataflows.find", "dataflows.apply", "dataflows.abort"})
        scene.mock.faults.on(function).every_call().refuse();
    for (int round = 0; round < 3; ++round)
        EXPECT_EQ(app::recover_all(scene.services())->remaining, 1);
    EXPECT_EQ(status_of(promotion), Status::in_progress);
    scene.mock.faults.clear();
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_EQ(status_of(promotion), Status::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_TwoProcessesEndEachPromotionOnce) {
    const auto promotion = left_over(false);
    const auto row = scene.store().ledger().expired(10).value().at(0);
    EXPECT_EQ(app::recover(scene.services(), row), app::Carried::End::succeeded);
    EXPECT_EQ(app::recover(scene.another_process(), row), app::Carried::End::taken_over);
    EXPECT_EQ(status_of(promotion), Status::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, H1_AWorkerThatWasOvertakenTellsWhatBecameOfItsOwnAttempt) {
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        scene.revoke("uat", "neo.promote");
        EXPECT_TRUE(app::recover_all(scene.another_process()));
        scene.grant("uat", "neo.promote");
        EXPECT_TRUE(app::promote(scene.another_process(), "ana", {{"dev", "welcome", 1}, "uat", "crm", {}}));
        return turn.act();  // the host has the key by now, and answers what the second attempt created
    });
    const auto answer = scene.promote();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().failures.at(0).code, "promote_permission_missing");
    EXPECT_TRUE(true_answer(scene, answer));
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_AskedToStopItEndsAfterTheRowThatItIsAt) {
    scene.mock.faults.on("dataflows.apply").calls(1, 6).refuse();
    ASSERT_TRUE(scene.promote(1));
    ASSERT_TRUE(scene.promote(2));
    std::stop_source stop;
    scene.mock.faults.on("dataflows.find").call(1).run([&](const auto& turn) {
        stop.request_stop();
        return turn.act();
    });
    const auto recovered = app::recover_all(scene.services(), stop.get_token());
    ASSERT_TRUE(recovered);
    EXPECT_EQ(recovered->ended, 1);
    EXPECT_EQ(recovered->remaining, 1);
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, Step5_WhatKeepsARowWaitingIsLoggedAndCounted) {
    const auto promotion = left_over(false);
    const auto fail = [&](const std::string& call) {
        scene.store_faults.choose([call](std::size_t, std::string_view name) -> std::optional<StoreFault> {
            if (name == call) return StoreFault::unavailable;
            return std::nullopt;
        });
        const auto before = static_cast<std::ptrdiff_t>(scene.mock.platform.log_lines().size());
        static_cast<void>(app::recover_all(scene.services()));
        auto lines = scene.mock.platform.log_lines();
        lines.erase(lines.begin(), lines.begin() + before);
        EXPECT_THAT(lines, ::testing::Contains(::testing::HasSubstr("waits: store fault"))) << call;
        scene.store_faults.clear();
    };
    for (const char* call : {"claim", "basis", "complete"})
        fail(call);
    EXPECT_THAT(scene.services().metrics.text(),
                ::testing::HasSubstr("neo_recoveries_total{outcome=\"unanswered\"} 3"));
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_EQ(status_of(promotion), Status::succeeded);
}

// A clock that is set forward ends leases under those who work. One that is set back: tests/faults.
TEST_P(Recover, Step5_ALeaseThatAJumpOfTheClockEndedIsTakenOverAndEndsOnce) {
    constexpr std::int64_t year_seconds = 365 * 24 * 60 * 60;
    Scene jumped(GetParam(), -year_seconds);
    jumped.mock.faults.on("dataflows.apply").calls(1, 3).deliver_late();
    ASSERT_EQ(jumped.promote()->status, Status::in_progress);
    EXPECT_EQ(jumped.store().ledger().unfinished()->expired, 1);
    EXPECT_EQ(app::recover_all(jumped.another_process())->ended, 1);
    jumped.mock.faults.deliver();
    EXPECT_EQ(jumped.recover_all(), 0);
    EXPECT_EQ(jumped.applied().size(), 1U);
    EXPECT_TRUE(consistent(jumped));
}

TEST_P(Recover, Step2_ARequestForTheSameVersionRecoversFirst) {
    const auto promotion = left_over(true);
    const auto again = scene.promote();
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().failures.at(0).code, "already_promoted");
    EXPECT_EQ(status_of(promotion), Status::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recover, M7_AMappingIsNotRemovedWhileAPromotionThatRestsOnItIsInFlight) {
    static_cast<void>(left_over(false));
    const auto change = test::mapping_change("c7", "mapping_removed");
    const auto refused = scene.store().registrations().remove_mapping("dev", "uat", change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::in_flight);
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_TRUE(scene.store().registrations().remove_mapping("dev", "uat", change));
}

NEO_ON_EVERY_STORE(Recover);

}  // namespace neo::apptest
