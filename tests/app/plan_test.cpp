// R3, R4: what was looked at is what happens, or nothing does; and who promoted says why.
#include "invariants.hpp"

#include <plugin/app/plan.hpp>

#include <tests/support/registrations.hpp>

namespace neo::apptest {

namespace {

using ports::PromotionStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Planned : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};

    // The parts that the answer names as moved.
    static std::vector<std::string> changed(const app::outcome<ports::Promotion>& answer) {
        if (answer || answer.error().code != "plan_changed") return {"no plan_changed"};
        return std::get<std::vector<std::string>>(answer.error().failures.at(0).facts.at(0).second);
    }
};

TEST_P(Planned, R3_WhatWasLookedAtHappens) {
    scene.occupy_trigger("/welcome");
    const std::string plan = scene.plan().value();
    EXPECT_LE(plan.size(), 400U);
    const auto promoted = scene.promote_under(plan);
    ASSERT_TRUE(promoted) << promoted.error().detail;
    EXPECT_EQ(promoted->status, PromotionStatus::succeeded);
    EXPECT_TRUE(promoted->planned);
    EXPECT_EQ(scene.mock.recorder.calls("dataflows.apply").at(0).arguments.at("expected_version"), "1");
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Planned, R3_AVersionApprovedThereBetweenIsNeverPassedOver) {
    scene.occupy_trigger("/welcome");
    const std::string plan = scene.plan().value();
    scene.approve_theirs();
    const auto refused = scene.promote_under(plan);
    EXPECT_THAT(changed(refused), ElementsAre("target_head"));
    EXPECT_EQ(scene.history().at(0).status, PromotionStatus::refused);
    EXPECT_TRUE(scene.history().at(0).planned);
    EXPECT_THAT(scene.applied(), IsEmpty());
    EXPECT_TRUE(scene.promote_under(scene.plan().value()));
}

TEST_P(Planned, R3_NorIsOneThatIsApprovedAfterTheDecision) {
    scene.occupy_trigger("/welcome");
    const std::string plan = scene.plan().value();
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        scene.approve_theirs();
        return turn.act();
    });
    const auto refused = scene.promote_under(plan);
    EXPECT_THAT(changed(refused), ElementsAre("target_head"));
    EXPECT_EQ(scene.history().at(0).status, PromotionStatus::failed);
    EXPECT_THAT(scene.applied(), IsEmpty());
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Planned, R3_WithoutAPlanItIsAsBefore) {
    scene.occupy_trigger("/welcome");
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        scene.approve_theirs();
        return turn.act();
    });
    const auto promoted = scene.promote();
    ASSERT_TRUE(promoted);
    EXPECT_FALSE(promoted->planned);
    EXPECT_EQ(scene.mock.recorder.calls("dataflows.apply").at(0).arguments.at("expected_version"), "0");
}

TEST_P(Planned, R3_ADataflowWithoutAnApprovedVersionStaysOne) {
    scene.mock.platform.add_dataflow(R"({"organization": "uat", "id": "theirs", "application": "crm", "versions": [
        {"version": 1, "state": "draft", "trigger": {"url": "/welcome", "method": "POST"}}]})");
    scene.versions_of_theirs = 1;
    const std::string plan = scene.plan().value();
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        scene.approve_theirs();
        return turn.act();
    });
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("target_head"));
    EXPECT_EQ(scene.mock.recorder.calls("dataflows.apply").at(0).arguments.at("expected_version"), "-1");
}

TEST_P(Planned, R3_EveryPartThatMovedIsNamed) {
    const std::string onto_new = scene.plan().value();
    scene.occupy_trigger("/welcome");
    EXPECT_THAT(changed(scene.promote_under(onto_new)), ElementsAre("route", "target_head"));

    std::string plan = scene.plan().value();
    scene.unmap();
    const ports::Mapping mapping{"m2", "dev", "uat", domain::Relation::default_relation, {}, "ana"};
    scene.store().registrations().add_mapping(mapping, test::mapping_change("c10", "mapping_added")).value();
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("mapping"));

    plan = scene.plan().value();
    const ports::Registration as_sit{"r3", "uat", domain::OrganizationType::sit, {}, "ana"};
    scene.store().registrations().put_registration(as_sit, test::mapping_change("c11", "type_changed")).value();
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("registrations"));

    plan = scene.plan().value();
    ASSERT_TRUE(scene.promote(2));
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("target_head", "base"));

    plan = scene.plan().value();
    scene.mock.platform.set_content("dev", "welcome", 1, R"({"blocks": [], "connections": []})");
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("content"));

    plan = scene.plan().value();
    scene.store().registrations().remove_mapping("dev", "uat", test::mapping_change("c12", "mapping_removed")).value();
    EXPECT_THAT(changed(scene.promote_under(plan)), ElementsAre("mapping"));
    EXPECT_EQ(scene.history().at(0).failures.at(1).code, "mapping_missing") << "what forbids it now is told, too";
}

TEST_P(Planned, R3_WhatHasNothingToDoWithItLeavesThePlanAsItIs) {
    scene.occupy_trigger("/welcome");
    const std::string plan = scene.plan().value();
    scene.occupy_trigger("/other", "other");
    scene.mock.platform.add_version("uat", "theirs", R"({"version": 3, "state": "approved",
        "trigger": {"url": "/third", "method": "POST"}})");
    scene.mock.platform.add_version("uat", "theirs", R"({"version": 4, "state": "draft",
        "trigger": {"url": "/welcome", "method": "POST"}})");
    ++scene.versions_of_theirs;
    ++scene.versions_of_theirs;
    EXPECT_TRUE(scene.promote_under(plan));
}

TEST_P(Planned, R3_AnotherPromotionsPlanOrNoneIsRefused) {
    const std::string plan = scene.plan(2).value();
    for (const std::string& wrong :
         {plan, std::string("1.2.3"), std::string(), scene.plan(1).value() + ".", "2" + plan.substr(1),
          scene.plan(1).value().substr(0, scene.plan(1).value().size() - 1) + "G"}) {
        const auto refused = scene.promote_under(wrong);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "plan_invalid") << wrong;
        EXPECT_EQ(refused.error().kind, app::Problem::Kind::unprocessable);
    }
    EXPECT_THAT(scene.history(), IsEmpty());
}

TEST_P(Planned, R3_U1_ThePlanIsUsedOnce) {
    const std::string plan = scene.plan().value();
    ASSERT_TRUE(scene.promote_under(plan));
    const auto again = scene.promote_under(plan);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "already_promoted");
}

TEST_P(Planned, R3_TheSameIdempotencyKeyAnswersTheFirstOutcome) {
    app::PromotionRequest request{{"dev", "welcome", 1}, "uat", "crm", "key-1"};
    request.plan = scene.plan().value();
    const auto first = app::promote(scene.services(), "ana", request);
    ASSERT_TRUE(first);
    const auto again = app::promote(scene.services(), "ana", request);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->promotion->id, first->promotion->id);
    request.reason = "another";
    EXPECT_EQ(app::promote(scene.services(), "ana", request).error().code, "idempotency_key_reused");
}

TEST_P(Planned, R3_RecoveryKeepsThePromiseToo) {
    scene.occupy_trigger("/welcome");
    scene.lease_seconds = 0;
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    app::Services& other = scene.another_process();
    app::PromotionRequest request{{"dev", "welcome", 1}, "uat", "crm", {}};
    request.plan = scene.plan().value();
    const auto waits = promotion_of(app::promote(other, "ana", request));
    ASSERT_TRUE(waits);
    EXPECT_EQ(waits->status, PromotionStatus::in_progress);
    scene.approve_theirs();
    ASSERT_EQ(scene.recover_all(), 0);
    const auto ended = scene.store().history().promotion(waits->id).value().value();
    EXPECT_EQ(ended.status, PromotionStatus::failed);
    EXPECT_EQ(ended.failures.at(0).code, "plan_changed");
    EXPECT_THAT(scene.applied(), IsEmpty());
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Planned, R4_WhatWasSaidStandsInTheRecord) {
    app::PromotionRequest request{{"dev", "welcome", 1}, "uat", "crm", {}};
    request.reason = "because";
    request.ticket = "CRM-7";
    request.accepted = {"other_source"};
    const auto promoted = promotion_of(app::promote(scene.services(), "ana", request)).value();
    const auto recorded = scene.store().history().promotion(promoted.id).value().value();
    EXPECT_EQ(recorded.reason, "because");
    EXPECT_EQ(recorded.ticket, "CRM-7");
    EXPECT_THAT(recorded.accepted, ElementsAre("other_source"));
    EXPECT_EQ(recorded.content_hash.value().size(), 64U);
    EXPECT_FALSE(recorded.planned);
    // Refused, it is recorded too; but for one who wrote into the history of others without their permission (A8).
    request.source.version = 99;
    static_cast<void>(app::promote(scene.services(), "ana", request));
    EXPECT_EQ(scene.history().at(0).reason, "because");
    scene.revoke("uat", "neo.promote");
    static_cast<void>(app::promote(scene.services(), "ana", request));
    EXPECT_EQ(scene.history().at(0).failures.at(0).code, "promote_permission_missing");
    EXPECT_EQ(scene.history().at(0).reason, std::nullopt);
    EXPECT_EQ(scene.history().at(0).ticket, std::nullopt);
}

NEO_ON_EVERY_STORE(Planned);

}  // namespace

}  // namespace neo::apptest
