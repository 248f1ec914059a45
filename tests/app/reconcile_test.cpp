#include "invariants.hpp"

namespace neo::apptest {

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
            ASSERT_EQ(scene.mock.platform
                          .apply({1, call.at("promotion_key"), call.at("payload_hash"), call.at("actor"),
                                  call.at("source_organization"), call.at("source_dataflow"), version,
                                  call.at("target_organization"), call.at("target_application"),
                                  call.at("expected_dataflow"), call.at("name"), call.at("method"), call.at("url"),
                                  call.at("module"), false, call.at("content")})
                          .status,
                      NEO_OK);
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

// The host barred fences that the lost row had; the new row begins with fence 1 and has to get past them.
TEST_P(Reconcile, Keys_ARowThatStartsAnewGetsPastFencesThatWereBarredBefore) {
    const std::string key = scene.promote().value().key;
    Scene fresh(GetParam());
    ASSERT_EQ(fresh.mock.platform.abort(key, 4).status, NEO_OK);
    const auto promoted = fresh.promote();
    EXPECT_TRUE(true_answer(fresh, promoted));
    EXPECT_EQ(fresh.recover_all(), 0);
    EXPECT_THAT(fresh.applied(), SizeIs(1));
    EXPECT_TRUE(consistent(fresh));
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

TEST_P(Reconcile, Step6_APromotionThatFailedAndWasAppliedIsAContradiction) {
    scene.mock.faults.on("dataflows.apply").call(1).answer(NEO_DENIED, "");
    scene.mock.faults.on("dataflows.abort").call(1).answer(NEO_OK, "");  // a host that breaks its promise: no bar
    ASSERT_FALSE(scene.promote());
    const auto call = scene.mock.recorder.calls("dataflows.apply").back().arguments;
    ASSERT_EQ(scene.mock.platform
                  .apply({1, call.at("promotion_key"), call.at("payload_hash"), "ana", "dev", "welcome", 1, "uat",
                          "crm", "", "Welcome", "POST", "/welcome", "", false, call.at("content")})
                  .status,
              NEO_OK);
    const auto found = app::reconcile(scene.services(), false);
    ASSERT_TRUE(found);
    ASSERT_THAT(found->contradictions, SizeIs(1));
    EXPECT_THAT(found->contradictions.at(0).detail, HasSubstr("failed"));
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
