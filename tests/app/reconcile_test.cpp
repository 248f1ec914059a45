#include "invariants.hpp"

#include <plugin/app/recovery_worker.hpp>

#include <limits>
#include <thread>

namespace neo::apptest {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The host keeps what it applied; the plugin's store is opened anew, as after a restore from an older backup.
class Reconcile : public OnEveryStore {
protected:
    // Replays what another store promoted at this scene's host.
    void promote_with_a_store_that_is_lost(int versions) {
        Scene lost(GetParam());
        for (int version = 1; version <= versions; ++version) {
            ASSERT_TRUE(lost.promote(version));
            const auto call = lost.mock.recorder.calls("dataflows.apply").back().arguments;
            const std::string holder = call.at("expected_dataflow");
            ASSERT_TRUE(
                scene.mock.platform.apply({1,
                                           call.at("promotion_key"),
                                           call.at("payload_hash"),
                                           call.at("actor"),
                                           {call.at("source_organization"), call.at("source_dataflow"), version},
                                           call.at("target_organization"),
                                           call.at("target_application"),
                                           holder.empty() ? std::nullopt : std::optional(holder),
                                           call.at("name"),
                                           {call.at("url"), call.at("method")},
                                           std::nullopt,
                                           false,
                                           call.at("content")}));
        }
    }
    Scene scene{GetParam()};
};

TEST_P(Reconcile, Step6_ADryRunReportsWhatIsMissingAndWritesNothing) {
    promote_with_a_store_that_is_lost(2);
    const auto found = app::reconcile(scene.services(), true);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->checked, 2);
    EXPECT_THAT(found->missing, SizeIs(2));
    EXPECT_THAT(found->missing.at(0).detail, HasSubstr("'welcome'"));
    EXPECT_THAT(found->contradictions, IsEmpty());
    EXPECT_EQ(found->rebuilt, 0);
    EXPECT_TRUE(scene.history().empty());
}

TEST_P(Reconcile, Step6_MissingRowsAreRebuiltAndASecondRunFindsNothing) {
    promote_with_a_store_that_is_lost(2);
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->rebuilt, 2);
    EXPECT_TRUE(consistent(scene));
    const auto again = app::reconcile(scene.services(), false);
    ASSERT_TRUE(again);
    EXPECT_THAT(again->missing, IsEmpty());
    EXPECT_THAT(again->contradictions, IsEmpty());
    EXPECT_EQ(again->rebuilt, 0);
}

TEST_P(Reconcile, Keys_APromotionWhoseRowWasLostIsNotMadeTwice) {
    promote_with_a_store_that_is_lost(1);
    const auto again = scene.promote();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->approved_version, 1);
    EXPECT_THAT(scene.applied(), SizeIs(1));
    EXPECT_TRUE(consistent(scene));
}

// The host barred fences that the lost row had, and they are ahead of this database's clock.
TEST_P(Reconcile, Keys_ARowThatStartsAnewGetsPastFencesThatWereBarredBefore) {
    using namespace std::chrono;
    const std::string key = scene.promote().value().key;
    const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch());
    for (const microseconds ahead :
         {microseconds(-now.count() + 4), microseconds(minutes(5)), microseconds(years(1))}) {
        Scene fresh(GetParam());
        ASSERT_TRUE(fresh.mock.platform.abort(key, (now + ahead).count()));
        const auto promoted = fresh.promote();
        ASSERT_TRUE(promoted);
        EXPECT_EQ(promoted->status, ports::PromotionStatus::succeeded);
        EXPECT_TRUE(true_answer(fresh, promoted));
        EXPECT_THAT(fresh.applied(), SizeIs(1));
        EXPECT_TRUE(consistent(fresh));
    }
}

TEST_P(Reconcile, Keys_AHostThatBarsEveryFenceKeepsTheAttemptWaiting) {
    scene.mock.faults.on("dataflows.apply").every_call().answer(NEO_BARRED, "no");
    const auto pending = scene.promote();
    ASSERT_TRUE(pending);
    EXPECT_EQ(pending->status, ports::PromotionStatus::in_progress);
    EXPECT_THAT(scene.mock.platform.log_lines(), Contains(HasSubstr("bars every fence")));
    scene.mock.faults.clear();
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Reconcile, Step6_WhatIsUnderWayIsLeftToRecovery) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).lose_reply();
    ASSERT_TRUE(scene.promote());
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    EXPECT_THAT(found->missing, IsEmpty());
    EXPECT_THAT(found->contradictions, IsEmpty());
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Reconcile, Step6_AHostThatLostItsKeysIsAContradiction) {
    const auto promotion = scene.promote().value();
    scene.mock.faults.on("dataflows.list_applied").every_call().answer(NEO_OK, R"({"items": []})");
    scene.mock.faults.on("dataflows.find").every_call().answer(NEO_NOT_FOUND, "");
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    ASSERT_THAT(found->contradictions, SizeIs(1));
    EXPECT_EQ(found->contradictions.at(0).key, promotion.key);
    EXPECT_THAT(found->contradictions.at(0).detail, HasSubstr("host knows nothing"));
}

// The row was set back to the attempt before the one that went through.
TEST_P(Reconcile, Step6_AFailedRowWhosePromotionTheHostAppliedIsMended) {
    scene.mock.faults.on("dataflows.apply").calls(1, 4).answer(NEO_DENIED, "");
    ASSERT_FALSE(scene.promote());
    const auto call = scene.mock.recorder.calls("dataflows.apply").back().arguments;
    ASSERT_TRUE(scene.mock.platform.apply({std::numeric_limits<std::int64_t>::max(),
                                           call.at("promotion_key"),
                                           call.at("payload_hash"),
                                           "ana",
                                           {"dev", "welcome", 1},
                                           "uat",
                                           "crm",
                                           std::nullopt,
                                           "Welcome",
                                           {"/welcome", "POST"},
                                           std::nullopt,
                                           false,
                                           call.at("content")}));
    const auto told = app::reconcile(scene.services(), true);
    ASSERT_TRUE(told);
    ASSERT_THAT(told->missing, SizeIs(1));
    EXPECT_THAT(told->missing.at(0).detail, HasSubstr("failed"));
    EXPECT_EQ(told->rebuilt, 0);
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->rebuilt, 1);
    EXPECT_TRUE(consistent(scene));
    EXPECT_THAT(scene.history(), SizeIs(2)) << "the failed attempt stays failed, another one succeeded";
}

TEST_P(Reconcile, Step6_WhatIsFoundIsLoggedAndCountedUnlessItIsADryRun) {
    promote_with_a_store_that_is_lost(2);
    ASSERT_TRUE(app::reconcile(scene.services(), true));
    EXPECT_THAT(scene.services().metrics.text(), HasSubstr("neo_rebuilt_total 0"));
    EXPECT_THAT(scene.mock.platform.log_lines(), IsEmpty());
    ASSERT_TRUE(app::reconcile(scene.services(), false));
    EXPECT_THAT(scene.services().metrics.text(), HasSubstr("neo_rebuilt_total 2"));
    EXPECT_THAT(scene.mock.platform.log_lines(), Contains(HasSubstr("rebuilt promotion key")).Times(2));
    scene.mock.faults.on("dataflows.list_applied").every_call().answer(NEO_OK, R"({"items": []})");
    scene.mock.faults.on("dataflows.find").every_call().answer(NEO_NOT_FOUND, "");
    ASSERT_TRUE(app::reconcile(scene.services(), false));
    EXPECT_THAT(scene.services().metrics.text(), HasSubstr("neo_contradictions_total 2"));
    EXPECT_THAT(scene.mock.platform.log_lines(), Contains(HasSubstr("host knows nothing")).Times(2));
}

TEST_P(Reconcile, Step6_WhatAgreesIsReadInPagesOnly) {
    ASSERT_TRUE(scene.promote(1));
    ASSERT_TRUE(scene.promote(2));
    scene.mock.recorder.clear();
    scene.store_faults.forget_calls();
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->checked, 2);
    EXPECT_THAT(scene.store_faults.calls(), ElementsAre("done_rows"));
    EXPECT_THAT(scene.mock.recorder.calls(), SizeIs(1));
}

TEST_P(Reconcile, Step6_ARowAtAnotherPlaceThanTheHostsIsAContradiction) {
    ASSERT_TRUE(scene.promote());
    scene.mock.faults.on("dataflows.list_applied").every_call().run([](const auto& turn) {
        neo::testing::Reply reply = turn.act();
        const std::string version = R"("approved_version":1)";
        reply.text.replace(reply.text.find(version), version.size(), R"("approved_version":7)");
        return reply;
    });
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    ASSERT_THAT(found->contradictions, SizeIs(1));
    EXPECT_THAT(found->contradictions.at(0).detail, HasSubstr("another place"));
    EXPECT_EQ(found->rebuilt, 0);
}

TEST_P(Reconcile, Step6_AListThatGoesRoundInCirclesIsRefused) {
    ASSERT_TRUE(scene.promote());
    const std::string one = scene.mock.recorder.calls("dataflows.apply").back().reply;
    std::string items = one;
    for (int item = 1; item < 500; ++item)
        items += "," + one;
    scene.mock.faults.on("dataflows.list_applied").every_call().answer(NEO_OK, R"({"items": [)" + items + "]}");
    const auto refused = app::reconcile(scene.services(), true);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().cause, HasSubstr("order of keys"));
}

TEST_P(Reconcile, Step6_AtItsStartAProcessRebuildsWhatIsMissing) {
    promote_with_a_store_that_is_lost(2);
    scene.mock.faults.on("dataflows.list_applied").call(1).refuse();
    {
        const app::RecoveryWorker worker(scene.services(), std::chrono::seconds(1));
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (scene.services().metrics.text().find("neo_rebuilt_total 2") == std::string::npos) {
            ASSERT_LT(std::chrono::steady_clock::now(), deadline);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    EXPECT_THAT(scene.mock.platform.log_lines(),
                Contains(HasSubstr("cannot compare the ledger with the host")).Times(1));
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Reconcile, ASilentHostOrStoreEndsItWithoutHarm) {
    promote_with_a_store_that_is_lost(2);
    scene.mock.faults.on("dataflows.list_applied").call(1).refuse();
    EXPECT_EQ(app::reconcile(scene.services(), false).error().code, "host_unavailable");
    scene.store_faults.choose([](std::size_t, std::string_view name) -> std::optional<StoreFault> {
        if (name == "rebuild") return StoreFault::lost_after_done;
        return std::nullopt;
    });
    EXPECT_EQ(app::reconcile(scene.services(), false).error().code, "store_unavailable");
    scene.store_faults.clear();
    EXPECT_TRUE(app::reconcile(scene.services(), false));
    EXPECT_TRUE(consistent(scene));
}

NEO_ON_EVERY_STORE(Reconcile);

}  // namespace neo::apptest
