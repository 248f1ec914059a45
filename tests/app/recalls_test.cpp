// W5: a recalled version goes nowhere further, whatever has been begun with it, and what arrived stays.
#include "invariants.hpp"

#include <plugin/app/dataflows.hpp>
#include <plugin/app/recalls.hpp>

#include <algorithm>

namespace neo::apptest {
namespace {

using Kind = app::Problem::Kind;
using ports::PromotionStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const domain::VersionId first{"dev", "welcome", 1};

class Recalling : public OnEveryStore {
protected:
    Scene scene{GetParam()};

    app::Caller caller(const std::string& user = "ana") { return app::Caller::load(scene.services(), user).value(); }
    app::outcome<app::Recalled> recall(const domain::VersionId& version = first,
                                       const std::string& reason = "it loses mails", const std::string& user = "ana") {
        return app::recall_version(scene.services(), caller(user), version, reason);
    }
    app::outcome<void> take_back(const domain::VersionId& version = first, const std::string& user = "ana") {
        return app::take_back_recall(scene.services(), caller(user), version);
    }
    app::outcome<app::RecallHistory> history(const domain::VersionId& version = first,
                                             const std::string& user = "ana") {
        return app::recall_history(scene.services(), caller(user), version);
    }
    void grant(const std::string& user, const std::string& organization, const std::string& permission) {
        scene.mock.platform.change_user(user, [&](testing::User& one) { one.grants[organization].insert(permission); });
    }
    // The codes of what stands against it, and the reason where it is a recall.
    static std::vector<std::string> told(const std::vector<domain::Failure>& failures) {
        std::vector<std::string> all;
        for (const domain::Failure& failure : failures) {
            const bool recalled = failure.code == "version_recalled";
            all.push_back(failure.code + (recalled ? ": " + std::get<std::string>(failure.facts.at(0).second) : ""));
        }
        return all;
    }
    static std::vector<std::string> told(const app::outcome<ports::Promotion>& answer) {
        return answer ? std::vector<std::string>{"promoted"} : told(answer.error().failures);
    }
    ports::Promotion left_over(bool applied) {
        const auto apply = scene.mock.faults.on("dataflows.apply").calls(1, 3);
        applied ? apply.lose_reply() : apply.refuse();
        auto promotion = scene.promote().value();
        EXPECT_EQ(promotion.status, PromotionStatus::in_progress);
        scene.mock.faults.clear();
        return promotion;
    }
    ports::Promotion recorded(const ports::Promotion& promotion) {
        return scene.store().history().promotion(promotion.id).value().value();
    }
};
NEO_ON_EVERY_STORE(Recalling);

TEST_P(Recalling, W5_ItGoesNowhereFurtherAndTheReasonIsTold) {
    EXPECT_TRUE(recall()->is_new);
    const auto refused = scene.promote();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::unprocessable);
    EXPECT_THAT(told(refused), ElementsAre("version_recalled: it loses mails"));
    EXPECT_THAT(told(scene.history().at(0).failures), ElementsAre("version_recalled: it loses mails")) << "H1";
    EXPECT_THAT(scene.applied(), IsEmpty());

    const auto preflight = app::preflight(scene.services(), caller(), {first, "uat", "crm", {}}).value();
    EXPECT_THAT(told(preflight->promotion_case.decision.failures), ElementsAre("version_recalled: it loses mails"));
    EXPECT_FALSE(preflight->plan) << "nothing to promise";
    EXPECT_TRUE(scene.promote(2)) << "another version of the dataflow";
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recalling, W5_APromotionAsksTheStoreNoMoreOftenForIt) {
    const auto calls_of = [&](std::int64_t version) {
        scene.store_faults.forget_calls();
        EXPECT_TRUE(scene.promote(version));
        return scene.store_faults.calls();
    };
    const auto calls = calls_of(1);
    EXPECT_EQ(std::ranges::count(calls, "basis"), 1);
    EXPECT_EQ(std::ranges::count(calls, "recall") + std::ranges::count(calls, "recalled_versions"), 0);
}

TEST_P(Recalling, W5_APlanOfBeforeIsRefusedForTheRecall) {
    const std::string plan = scene.plan().value();
    recall().value();
    EXPECT_THAT(told(scene.promote_under(plan)), ElementsAre("version_recalled: it loses mails"));
    take_back().value();
    EXPECT_TRUE(scene.promote_under(plan)) << "nothing that it was made on has changed";
}

TEST_P(Recalling, W5_WhatArrivedBeforeStays) {
    ASSERT_TRUE(scene.promote());
    const auto before = scene.in_target("welcome");
    recall().value();
    EXPECT_EQ(scene.in_target("welcome")->versions.size(), before->versions.size());
    EXPECT_THAT(told(scene.promote()), ElementsAre("version_recalled: it loses mails", "already_promoted"));
    const auto version = app::get_version(scene.services(), caller(), first).value();
    EXPECT_EQ(std::ranges::count(version->promotions, PromotionStatus::succeeded,
                                 [](const auto& shown) { return shown->status; }),
              1)
        << "one sees where it is";
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recalling, W5_RecoveryGivesUpWhatWasPreparedBefore) {
    const auto promotion = left_over(false);
    recall().value();
    ASSERT_TRUE(app::recover_all(scene.another_process()));
    EXPECT_EQ(recorded(promotion).status, PromotionStatus::failed);
    EXPECT_THAT(told(recorded(promotion).failures), ElementsAre("version_recalled: it loses mails"));
    EXPECT_EQ(scene.mock.recorder.count("dataflows.abort"), 1U);
    EXPECT_THAT(scene.applied(), IsEmpty());
    EXPECT_TRUE(consistent(scene));
    take_back().value();
    EXPECT_TRUE(scene.promote()) << "U3";
}

TEST_P(Recalling, W5_RecoveryFinishesWhatTheHostHadAppliedBefore) {
    const auto promotion = left_over(true);
    recall().value();
    ASSERT_TRUE(app::recover_all(scene.another_process()));
    EXPECT_EQ(recorded(promotion).status, PromotionStatus::succeeded);
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recalling, W5_WhatIsDecidedAnewFindsTheRecall) {
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        recall().value();
        scene.occupy_trigger("/welcome");  // which the host refuses to pass over
        return turn.act();
    });
    EXPECT_THAT(told(scene.promote()), ElementsAre("version_recalled: it loses mails"));
    EXPECT_EQ(scene.history().at(0).status, PromotionStatus::failed);
    EXPECT_THAT(scene.applied(), IsEmpty());
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recalling, W5_ARecallDuringTheHostsTransactionLetsThatOneThrough) {
    scene.mock.faults.on("dataflows.apply").call(1).run([&](const auto& turn) {
        recall().value();
        return turn.act();
    });
    EXPECT_THAT(told(scene.promote()), ElementsAre("promoted"));
    EXPECT_TRUE(consistent(scene));
}

TEST_P(Recalling, W5_TwiceIsOnceAndAnotherReasonTakesThePlace) {
    const auto once = recall().value();
    EXPECT_TRUE(once.is_new);
    EXPECT_EQ(once.recall.recalled_by, "ana");
    grant("ben", "dev", "neo.promote");
    const auto twice = recall(first, "it loses mails", "ben").value();
    EXPECT_FALSE(twice.is_new);
    EXPECT_EQ(twice.recall.recalled_by, "ana");
    EXPECT_EQ(twice.recall.recalled_at, once.recall.recalled_at);
    const auto other = recall(first, "it loses all mails", "ben").value();
    EXPECT_FALSE(other.is_new);
    EXPECT_EQ(other.recall.recalled_by, "ben");
    EXPECT_EQ(history()->recall->reason, "it loses all mails");
    EXPECT_EQ(history()->changes.size(), 2U);
}

TEST_P(Recalling, W1_PeopleHaveTheNamesThatTheHostKnows) {
    scene.mock.platform.change_user("ana", [](testing::User& user) { user.name = "Ana Lopez"; });
    grant("ben", "dev", "neo.promote");
    scene.mock.platform.change_user("ben", [](testing::User& user) { user.name.clear(); });
    const auto name = [&](const std::string& id) { return scene.services().people->name(scene.services().host, id); };
    EXPECT_EQ(name("ana"), "Ana Lopez");
    EXPECT_EQ(name("ben"), std::nullopt) << "an empty one";
    EXPECT_EQ(name("nobody"), std::nullopt);
    scene.mock.recorder.clear();
    EXPECT_EQ(name("ana"), "Ana Lopez");
    EXPECT_EQ(scene.mock.recorder.count("directory.get_user"), 0U) << "asked for once";
}

TEST_P(Recalling, W5_ItsHistoryIsKept) {
    grant("ben", "dev", "neo.promote");
    recall().value();
    take_back(first, "ben").value();
    const auto told = history().value();
    EXPECT_FALSE(told.recall);
    ASSERT_EQ(told.changes.size(), 2U);
    EXPECT_EQ(told.changes[0].kind, "taken_back");
    EXPECT_EQ(told.changes[0].actor, "ben");
    EXPECT_EQ(told.changes[1].kind, "recalled");
    EXPECT_EQ(told.changes[1].reason, "it loses mails");
    EXPECT_EQ(told.changes[1].actor, "ana");
    for (int round = 0; round < 60; ++round) {
        recall().value();
        take_back().value();
    }
    EXPECT_EQ(history()->changes.size(), 100U);
}

TEST_P(Recalling, W5_ADraftCanBeRecalledAsWell) {
    scene.mock.platform.set_state("dev", "welcome", 1, "draft");
    EXPECT_TRUE(recall()->is_new);
    EXPECT_THAT(told(scene.promote()), ElementsAre("version_not_promotable", "version_recalled: it loses mails"));
}

TEST_P(Recalling, W5_A1_NeedsNeoPromoteInTheOrganization) {
    for (const std::string permission : {"neo.view", "neo.edit", "neo.admin"})
        grant("vic", "dev", permission);
    grant("vic", "uat", "neo.promote");
    const auto refused = recall(first, "why", "vic");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::forbidden);
    EXPECT_EQ(refused.error().code, "promote_permission_missing");
    EXPECT_FALSE(scene.store().recalls().recall(first).value());
    recall().value();
    EXPECT_EQ(take_back(first, "vic").error().code, "promote_permission_missing");
    EXPECT_TRUE(history(first, "vic")->recall) << "who may work there may read it";
}

TEST_P(Recalling, W5_A3_WhoMayNotKnowTheOrganizationIsToldThatItIsNotThere) {
    grant("stranger", "uat", "neo.promote");
    const domain::VersionId absent{"absent", "welcome", 1};
    for (const auto& version : {first, absent}) {
        const auto refused = recall(version, "why", "stranger");
        EXPECT_EQ(refused.error().kind, Kind::not_found);
        EXPECT_EQ(refused.error().code, "organization_unknown");
        EXPECT_EQ(take_back(version, "stranger").error().code, "organization_unknown");
        EXPECT_EQ(history(version, "stranger").error().code, "organization_unknown");
    }
}

TEST_P(Recalling, W5_WhatIsNotThereIsTold) {
    for (const domain::VersionId& absent : {domain::VersionId{"dev", "welcome", 9}, {"dev", "absent", 1}}) {
        EXPECT_EQ(recall(absent).error().code, "version_unknown");
        EXPECT_EQ(recall(absent).error().kind, Kind::not_found);
        EXPECT_EQ(history(absent).error().code, "version_unknown");
        EXPECT_EQ(take_back(absent).error().code, "recall_unknown");
    }
    EXPECT_EQ(take_back().error().code, "recall_unknown");
    EXPECT_EQ(take_back().error().kind, Kind::not_found);
}

TEST_P(Recalling, W5_DataflowsAndVersionsAreMarked) {
    scene.mock.platform.add_dataflow(R"({"organization": "dev", "id": "other", "versions": [{}]})");
    recall().value();
    const auto listed = app::list_dataflows(scene.services(), caller(), {"dev", "", "", "", "", 50}).value();
    ASSERT_EQ(listed.items.size(), 2U);
    EXPECT_THAT(listed.items[0].recalled_versions, IsEmpty());
    EXPECT_THAT(listed.items[1].recalled_versions, ElementsAre(1));
    EXPECT_THAT(app::get_dataflow(scene.services(), caller(), "dev", "welcome")->recalled_versions, ElementsAre(1));
    const auto version = app::get_version(scene.services(), caller(), first).value();
    ASSERT_TRUE(version->recall);
    EXPECT_EQ(version->recall->reason, "it loses mails");
    EXPECT_FALSE(app::get_version(scene.services(), caller(), {"dev", "welcome", 2}).value()->recall);
    scene.store_faults.forget_calls();
    app::list_dataflows(scene.services(), caller(), {"dev", "", "", "", "", 50}).value();
    EXPECT_EQ(std::ranges::count(scene.store_faults.calls(), "recalled_versions"), 1) << "for the whole page";
}

TEST_P(Recalling, W5_AStoreThatDoesNotAnswerIsTold) {
    recall().value();
    for (const std::string call : {"recall", "put_recall", "remove_recall", "recall_changes", "recalled_versions"}) {
        scene.store_faults.choose([&](std::size_t, std::string_view name) {
            return name == call ? std::optional(StoreFault::unavailable) : std::nullopt;
        });
        const auto code = [&]() -> std::string {
            if (call == "put_recall") return recall(first, "another").error().code;
            if (call == "remove_recall") return take_back().error().code;
            if (call == "recalled_versions")
                return app::get_dataflow(scene.services(), caller(), "dev", "welcome").error().code;
            return history().error().code;
        };
        EXPECT_EQ(code(), "store_unavailable") << call;
        scene.store_faults.clear();
    }
    EXPECT_EQ(history()->recall->reason, "it loses mails");
}

}  // namespace
}  // namespace neo::apptest
