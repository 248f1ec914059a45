// Idempotency-Key: the same key of the same actor answers the same attempt.
#include "invariants.hpp"

#include <set>
#include <thread>

namespace neo::apptest {

using Status = ports::PromotionStatus;

class IdempotencyKey : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};
};

TEST_P(IdempotencyKey, TheSameRequestAnswersTheSameAttempt) {
    const auto first = scene.promote(1, "crm", "k");
    const auto second = scene.promote(1, "crm", "k");
    ASSERT_TRUE(first);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->id, second->id);
    EXPECT_EQ(second->status, Status::succeeded);
    EXPECT_EQ(scene.history().size(), 1U);
}

TEST_P(IdempotencyKey, ARefusedAttemptStaysTheAnswer) {
    const auto first = scene.promote(1, "default", "k");
    const auto second = scene.promote(1, "default", "k");
    ASSERT_FALSE(first);
    ASSERT_FALSE(second);
    EXPECT_EQ(first.error().promotion, second.error().promotion);
    EXPECT_EQ(first.error().code, second.error().code);
    EXPECT_EQ(first.error().kind, second.error().kind);
    EXPECT_EQ(scene.history().size(), 1U);
}

TEST_P(IdempotencyKey, WhatIsAnsweredAgainIsMarkedAsAReplay) {
    const auto ask = [&](const char* application, const char* key) {
        app::PromotionRequest request{{"dev", "welcome", 1}, "uat", application, key};
        return app::promote(scene.services(), "ana", request);
    };
    const auto refused = ask("default", "r");
    const auto refused_again = ask("default", "r");
    ASSERT_FALSE(refused);
    ASSERT_FALSE(refused_again);
    EXPECT_FALSE(refused.error().replayed);
    EXPECT_TRUE(refused_again.error().replayed);
    const auto done = ask("crm", "k");
    const auto done_again = ask("crm", "k");
    ASSERT_TRUE(done);
    ASSERT_TRUE(done_again);
    EXPECT_FALSE(done->replayed);
    EXPECT_TRUE(done_again->replayed);
    const auto other = ask("erp", "k");
    ASSERT_FALSE(other);
    EXPECT_FALSE(other.error().replayed);
}

TEST_P(IdempotencyKey, AnotherRequestUnderTheSameKeyIsRefused) {
    const auto first = scene.promote(1, "crm", "k");
    ASSERT_TRUE(first);
    const auto other = scene.promote(2, "crm", "k");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "idempotency_key_reused");
    EXPECT_EQ(scene.applied().size(), 1U);
}

TEST_P(IdempotencyKey, AnotherActorsKeyIsAnother) {
    ASSERT_TRUE(scene.promote(1, "crm", "k"));
    scene.mock.platform.change_user("ben", [](neo::testing::User& user) {
        user.grants["*"] = {"neo.view", "neo.promote"};
    });
    app::PromotionRequest request;
    request.source = {"dev", "welcome", 2};
    request.target = "uat";
    request.application = "crm";
    request.idempotency_key = "k";
    const auto other = app::promote(scene.services(), "ben", request);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->promotion->source.version, 2);
}

TEST_P(IdempotencyKey, AfterACrashTheKeyAnswersTheAttemptThatRecoveryEnds) {
    Scene crashed(GetParam());
    crashed.mock.faults.on("dataflows.apply").calls(1, 3).lose_reply();
    const auto first = crashed.promote(1, "crm", "k");
    ASSERT_TRUE(first);
    ASSERT_EQ(first->status, Status::in_progress);
    const auto meanwhile = crashed.promote(1, "crm", "k");
    ASSERT_TRUE(meanwhile);
    EXPECT_EQ(meanwhile->id, first->id);
    EXPECT_TRUE(app::recover_all(crashed.another_process()));
    const auto after = crashed.promote(1, "crm", "k");
    ASSERT_TRUE(after);
    EXPECT_EQ(after->id, first->id);
    EXPECT_EQ(after->status, Status::succeeded);
    EXPECT_EQ(crashed.history().size(), 1U);
}

// The reply of the intent's commit is lost, so the client repeats its request.
TEST_P(IdempotencyKey, AfterALostIntentTheRepeatedRequestMakesOnePromotion) {
    for (const StoreFault fault : {StoreFault::lost_before_done, StoreFault::lost_after_done}) {
        Scene lossy(GetParam());
        lossy.store_faults.choose([fault](std::size_t, std::string_view name) -> std::optional<StoreFault> {
            if (name == "prepare") return fault;
            return std::nullopt;
        });
        EXPECT_TRUE(true_answer(lossy, lossy.promote(1, "crm", "k")));
        lossy.store_faults.clear();
        const auto again = lossy.promote(1, "crm", "k");
        ASSERT_TRUE(again);
        EXPECT_EQ(lossy.recover_all(), 0);
        EXPECT_EQ(lossy.history().size(), 1U);
        EXPECT_TRUE(consistent(lossy));
    }
}

TEST_P(IdempotencyKey, SixteenAtOnceAnswerOneAttempt) {
    std::mutex mutex;
    std::set<std::string> attempts;
    std::vector<std::thread> clients;
    for (int client = 0; client < 16; ++client) {
        clients.emplace_back([&] {
            const auto answer = scene.promote(1, "crm", "k");
            const std::lock_guard lock(mutex);
            attempts.insert(answer ? answer->id : answer.error().promotion.value_or("none"));
        });
    }
    for (std::thread& client : clients)
        client.join();
    EXPECT_EQ(attempts.size(), 1U);
    EXPECT_EQ(scene.history().size(), 1U);
    EXPECT_TRUE(consistent(scene));
}

NEO_ON_EVERY_STORE(IdempotencyKey);

}  // namespace neo::apptest
