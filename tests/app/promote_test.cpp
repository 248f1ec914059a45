#include "invariants.hpp"

#include <algorithm>

namespace neo::apptest {

using Status = ports::PromotionStatus;
using ::testing::ElementsAre;

namespace {

std::vector<std::string> codes(const app::Problem& problem) {
    std::vector<std::string> found;
    for (const domain::Failure& failure : problem.failures)
        found.push_back(failure.code);
    return found;
}

}  // namespace

class Promote : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};
};

TEST_P(Promote, C1_C2_CreatesAnApprovedAndADraftVersion) {
    const auto promotion = scene.promote();
    ASSERT_TRUE(promotion);
    EXPECT_EQ(promotion->status, Status::succeeded);
    EXPECT_EQ(promotion->target_dataflow, "welcome");
    EXPECT_EQ(promotion->approved_version, 1);
    EXPECT_EQ(promotion->draft_version, 2);
    EXPECT_FALSE(promotion->routed);
    const auto created = scene.in_target("welcome");
    ASSERT_TRUE(created);
    EXPECT_EQ(created->versions.at(1).state, sdk::VersionState::approved);
    EXPECT_EQ(created->versions.at(2).state, sdk::VersionState::draft);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, C5_C6_KeepsTheContentToTheByteAndNotTheTags) {
    ASSERT_TRUE(scene.promote());
    const auto arrived = scene.in_target("welcome")->versions.at(1);
    const auto source = scene.mock.platform.dataflow("dev", "welcome")->versions.at(1);
    EXPECT_EQ(arrived.content, source.content);
    EXPECT_THAT(arrived.content, ::testing::HasSubstr("1e2"));
    EXPECT_TRUE(arrived.tags.empty());
    EXPECT_EQ(arrived.trigger, source.trigger);
}

TEST_P(Promote, H1_KeepsTheNameOfTheDataflowUnlessNoDatabaseTakesIt) {
    scene.mock.platform.add_dataflow(
        R"({"organization": "dev", "id": "d-1", "name": "Renewal", "application": "crm",
            "versions": [{"state": "approved", "trigger": {"url": "/1", "method": "POST"}}]})");
    scene.mock.platform.add_dataflow(
        R"({"organization": "dev", "id": "d-2", "name": "Re\u0000newal", "application": "crm",
            "versions": [{"state": "approved", "trigger": {"url": "/2", "method": "POST"}}]})");
    const auto promote = [this](const std::string& dataflow) {
        return app::promote(scene.services(), "ana", {{"dev", dataflow, 1}, "uat", "crm", std::nullopt});
    };
    EXPECT_EQ(promote("d-1")->promotion->dataflow_name, "Renewal");
    EXPECT_EQ(promote("d-2")->promotion->dataflow_name, std::nullopt);
    EXPECT_EQ(scene.applied().size(), 2U);
}

TEST_P(Promote, U4_T5_ALaterVersionLandsAsTheNextOfTheSameDataflow) {
    ASSERT_TRUE(scene.promote(1));
    const auto second = scene.promote(2, std::nullopt);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->target_dataflow, "welcome");
    EXPECT_EQ(second->approved_version, 3);
    EXPECT_TRUE(second->routed);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, C3_C7_LeavesTheVersionsOfTheTargetsTeamAlone) {
    scene.occupy_trigger("/welcome");
    const auto before = scene.in_target("theirs")->versions;
    const auto promotion = scene.promote(1, std::nullopt);
    ASSERT_TRUE(promotion);
    EXPECT_EQ(promotion->target_dataflow, "theirs");
    auto after = scene.in_target("theirs")->versions;
    EXPECT_EQ(after.size(), 4U);
    after.erase(3);
    after.erase(4);
    EXPECT_EQ(after, before);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, U2_TheSameVersionIsRefusedTheSecondTimeAndNamesTheFirst) {
    const auto first = scene.promote();
    ASSERT_TRUE(first);
    const auto second = scene.promote();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, app::Problem::Kind::conflict);
    EXPECT_THAT(codes(second.error()), ElementsAre("already_promoted"));
    EXPECT_TRUE(true_answer(scene, second));
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, Step1_TheHostIsAskedOnceOrForEachFactInTurn) {
    ASSERT_TRUE(scene.promote());
    std::vector<std::string> asked;
    for (const auto& call : scene.mock.recorder.calls()) {
        if (call.function == "dataflows.apply") break;
        asked.push_back(call.function);
    }
    const std::vector<std::string> in_turn = {
        "access.check",          "access.check",      "directory.get_organization", "directory.get_organization",
        "dataflows.get_version", "applications.list", "dataflows.find_by_trigger"};
    EXPECT_EQ(asked, GetParam() == host_of_1_0 ? in_turn : std::vector<std::string>{"dataflows.get_case"});
}

// As a host whose class leaves it out tells it.
TEST_P(Promote, Step1_AHostThatDoesNotSupportTheCaseIsAskedForEachFact) {
    scene.mock.faults.on("dataflows.get_case").every_call().answer(NEO_UNSUPPORTED, "get_case is left out");
    ASSERT_TRUE(scene.promote());
    EXPECT_EQ(scene.mock.recorder.count("dataflows.find_by_trigger"), 1U);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, A3_AMissingPermissionIsToldAloneAndRecorded) {
    scene.revoke("uat", "neo.promote");
    const auto refused = scene.promote();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, app::Problem::Kind::forbidden);
    EXPECT_THAT(codes(refused.error()), ElementsAre("promote_permission_missing"));
    EXPECT_EQ(scene.history().front().status, Status::refused);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, V2_AllFailingChecksAreToldAtOnce) {
    scene.unmap();
    const auto refused = scene.promote(1, "default");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, app::Problem::Kind::unprocessable);
    EXPECT_THAT(codes(refused.error()), ::testing::IsSupersetOf({"mapping_missing", "application_not_custom"}));
    EXPECT_TRUE(scene.applied().empty());
    EXPECT_TRUE(true_answer(scene, refused));
}

TEST_P(Promote, U3_AFailedAttemptDoesNotCount) {
    scene.mock.faults.on("dataflows.apply").every_call().answer(NEO_DENIED, "taken away");
    const auto failed = scene.promote();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, app::Problem::Kind::forbidden);
    EXPECT_EQ(scene.history().front().status, Status::failed);
    EXPECT_TRUE(true_answer(scene, failed));
    scene.mock.faults.clear();
    const auto again = scene.promote();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, Status::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, A3_APermissionThatGoesMeanwhileIsToldForTheOrganizationThatItIsMissingIn) {
    for (const char* organization : {"dev", "uat"}) {
        Scene fresh(GetParam(), 30);
        fresh.mock.faults.on(fresh.last_question()).call(1).run([&](const auto& turn) {
            auto reply = turn.act();
            fresh.revoke(organization, "neo.promote");
            return reply;
        });
        const auto failed = fresh.promote();
        ASSERT_FALSE(failed);
        EXPECT_THAT(codes(failed.error()), ElementsAre("promote_permission_missing"));
        EXPECT_EQ(std::get<std::string>(failed.error().failures.at(0).facts.at(0).second), organization);
        EXPECT_EQ(fresh.history().front().status, Status::failed);
        EXPECT_TRUE(consistent(fresh));
    }
}

TEST_P(Promote, H1_AHostThatIsSilentFromTheStartLeavesAFailedAttempt) {
    scene.mock.faults.on(scene.last_question()).every_call().refuse();
    const auto failed = scene.promote(1, "crm", "key");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, app::Problem::Kind::unavailable);
    EXPECT_THAT(codes(failed.error()), ElementsAre("host_unavailable"));
    ASSERT_TRUE(failed.error().promotion);
    const auto attempt = scene.store().history().promotion(*failed.error().promotion).value().value();
    EXPECT_EQ(attempt.status, Status::failed);
    EXPECT_EQ(attempt.failures, failed.error().failures);
    EXPECT_TRUE(true_answer(scene, failed));
    EXPECT_THAT(failed.error().cause, ::testing::HasSubstr("gave no usable answer to dataflows/1 "));

    scene.mock.faults.clear();
    EXPECT_TRUE(scene.promote(1, "crm", "key")) << "the idempotency key is not used up by it";
}

TEST_P(Promote, H1_AHostAndAStoreThatAreSilentFromTheStartLeaveNothing) {
    scene.mock.faults.on(scene.last_question()).every_call().refuse();
    scene.store_faults.choose([](std::size_t, std::string_view name) -> std::optional<StoreFault> {
        if (name == "record") return StoreFault::unavailable;
        return std::nullopt;
    });
    const auto failed = scene.promote();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, app::Problem::Kind::unavailable);
    EXPECT_FALSE(failed.error().promotion);
    EXPECT_TRUE(scene.history().empty());
}

TEST_P(Promote, Step2_AnIntentWhoseOutcomeIsUnknownIsAnswered503AndNamesTheAttempt) {
    for (const StoreFault fault : {StoreFault::lost_before_done, StoreFault::lost_after_done}) {
        Scene fresh(GetParam());
        fresh.store_faults.choose([fault](std::size_t, std::string_view name) -> std::optional<StoreFault> {
            if (name == "prepare") return fault;
            return std::nullopt;
        });
        const auto unknown = fresh.promote();
        fresh.store_faults.clear();
        ASSERT_FALSE(unknown);
        EXPECT_EQ(unknown.error().kind, app::Problem::Kind::unavailable);
        ASSERT_TRUE(unknown.error().promotion);
        const auto attempt = fresh.store().history().promotion(*unknown.error().promotion).value();
        EXPECT_EQ(attempt.has_value(), fault == StoreFault::lost_after_done);
        EXPECT_EQ(fresh.recover_all(), 0);
        EXPECT_TRUE(consistent(fresh));
    }
}

TEST_P(Promote, Step3_AConflictAtTheHostIsDecidedAgainOnFreshFacts) {
    scene.mock.faults.on(scene.last_question()).call(1).run([&](const auto& turn) {
        auto reply = turn.act();
        scene.occupy_trigger("/welcome", "theirs", "erp");
        return reply;
    });
    const auto promotion = scene.promote(1, "crm");
    ASSERT_TRUE(promotion);
    EXPECT_EQ(promotion->target_dataflow, "theirs");
    EXPECT_EQ(promotion->target_application, "erp");
    EXPECT_TRUE(promotion->routed);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Promote, Step3_ATargetThatKeepsChangingEndsTheAttemptAsFailed) {
    scene.mock.faults.on("dataflows.apply").every_call().answer(NEO_CONFLICT, "another dataflow holds the trigger");
    const auto failed = scene.promote();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, app::Problem::Kind::conflict);
    EXPECT_THAT(codes(failed.error()), ElementsAre("target_changed"));
    scene.mock.faults.clear();
    EXPECT_TRUE(true_answer(scene, failed));
    EXPECT_TRUE(consistent(scene));
    EXPECT_TRUE(scene.promote());
}

TEST_P(Promote, Step4_ASilentHostIsNeverAFailure) {
    scene.mock.faults.on("dataflows.apply").every_call().lose_reply();
    const auto pending = scene.promote();
    ASSERT_TRUE(pending);
    EXPECT_EQ(pending->status, Status::in_progress);
    EXPECT_EQ(scene.store().ledger().unfinished()->rows, 1);
    const auto meanwhile = scene.promote();
    ASSERT_FALSE(meanwhile);
    EXPECT_THAT(codes(meanwhile.error()), ElementsAre("promotion_in_progress"));
}

TEST_P(Promote, HostContract_OtherContentUnderTheKeyIsReportedAndNothingIsLost) {
    scene.mock.faults.on("dataflows.apply").call(1).wrong_hash();
    ASSERT_TRUE(scene.promote());
    EXPECT_THAT(scene.services().metrics.text(), ::testing::HasSubstr("neo_contradictions_total 1"));
    EXPECT_TRUE(consistent(scene));
}

NEO_ON_EVERY_STORE(Promote);

}  // namespace neo::apptest
