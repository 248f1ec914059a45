// R1, R2: how the target stands towards what would arrive, in each of its ways, and what of it surprises.
#include "scene.hpp"

#include <boost/json.hpp>

namespace neo::apptest {

namespace {

using domain::Standing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* of_version_1 = R"({"id": "b1", "type": "script", "config": {"n": 1e2}})";
constexpr const char* of_version_2 = R"({"id": "b2", "type": "script", "config": {}})";

std::vector<std::string> codes(const std::vector<domain::Warning>& warnings) {
    std::vector<std::string> codes;
    for (const domain::Warning& warning : warnings)
        codes.push_back(warning.code);
    return codes;
}

class Reviewing : public OnEveryStore {
protected:
    Scene scene{GetParam()};

    app::Preflight preflight(const domain::VersionId& source) {
        const auto caller = app::Caller::load(scene.services(), "ana").value();
        return *app::preflight(scene.services(), caller, {source, "uat", "crm", {}}).value();
    }
    app::Preflight preflight(std::int64_t version) { return preflight({"dev", "welcome", version}); }
    Standing standing(std::int64_t version) { return preflight(version).promotion_case.review.standing.value(); }
    // The target's own people approve these blocks, in the dataflow that the promotions of "welcome" went to.
    void approve_there(const std::string& blocks, const std::string& more = "") {
        const auto number = scene.in_target("welcome").value().versions.rbegin()->first + 1;
        scene.mock.platform.add_version("uat", "welcome",
                                        R"({"version": )" + std::to_string(number) +
                                            R"(, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"},
                                            "blocks": [)" +
                                            blocks + "]" + more + "}");
    }
    // The next version of the source has these blocks.
    void approve_here(std::int64_t version, const std::string& blocks) {
        scene.mock.platform.add_version("dev", "welcome",
                                        R"({"version": )" + std::to_string(version) +
                                            R"(, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"},
                                            "blocks": [)" +
                                            blocks + "]}");
    }
};

TEST_P(Reviewing, R1_IsNewWhereNobodyHoldsTheTrigger) {
    const auto seen = preflight(1);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::absent);
    EXPECT_FALSE(seen.promotion_case.review.base);
    EXPECT_FALSE(seen.head);
}

TEST_P(Reviewing, R1_IsUnrelatedWhereNothingCameByAPromotion) {
    scene.occupy_trigger("/welcome");
    const auto seen = preflight(1);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::unrelated);
    ASSERT_TRUE(seen.head);
    EXPECT_EQ(seen.head->version, 1);
    EXPECT_THAT(codes(seen.promotion_case.decision.warnings), IsEmpty());
}

TEST_P(Reviewing, R1_IsCurrentWhereBothSidesAreWhatArrivedLast) {
    const auto promoted = scene.promote(1).value();
    EXPECT_EQ(promoted.standing, Standing::absent);
    EXPECT_EQ(promoted.base, std::nullopt);
    const auto seen = preflight(1);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::current);
    ASSERT_TRUE(seen.promotion_case.review.base);
    EXPECT_EQ(seen.promotion_case.review.base->promotion, promoted.id);
    EXPECT_EQ(seen.promotion_case.review.base->approved_version, 1);
    // What somebody wrote there and nobody approved is nobody's change.
    scene.mock.platform.add_version("uat", "welcome", R"({"version": 9, "state": "draft",
        "trigger": {"url": "/welcome", "method": "POST"}, "blocks": [{"id": "draft"}]})");
    EXPECT_EQ(standing(1), Standing::current);
}

TEST_P(Reviewing, R1_IsBehindWhereTheSourceAloneWentOn) {
    const auto first = scene.promote(1).value();
    EXPECT_EQ(standing(2), Standing::behind);
    EXPECT_FALSE(preflight(2).live);
    const auto second = scene.promote(2).value();
    EXPECT_EQ(second.standing, Standing::behind);
    EXPECT_EQ(second.base, first.id);
    EXPECT_THAT(codes(second.warnings), IsEmpty());
    EXPECT_EQ(scene.store().history().promotion(second.id).value()->warnings, second.warnings);
}

TEST_P(Reviewing, R1_R2_IsChangedThereWhereTheTargetAloneWentOn) {
    scene.promote(1).value();
    approve_there(std::string(of_version_1) + R"(, {"id": "hot\u0066ix"})");
    const auto seen = preflight(1);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::changed_there);
    ASSERT_TRUE(seen.head);
    EXPECT_EQ(seen.head->version, 3);
    ASSERT_TRUE(seen.base);
    EXPECT_EQ(seen.base->version, 1);
    // The same content again, under another number.
    approve_here(3, of_version_1);
    const auto again = scene.promote(3).value();
    EXPECT_EQ(again.standing, Standing::changed_there);
    ASSERT_THAT(codes(again.warnings), ElementsAre("target_has_own_changes"));
    EXPECT_THAT(again.warnings[0].facts,
                ElementsAre(std::pair<std::string, domain::Fact>("version", 3LL),
                            std::pair<std::string, domain::Fact>("blocks", std::vector<std::string>{"hotfix"})));
}

TEST_P(Reviewing, R1_R2_IsDivergedWhereBothWentOn) {
    scene.promote(1).value();
    approve_there(R"({"id": "b1", "type": "script", "config": {"n": 3}})");
    const auto seen = preflight(2);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::diverged);
    EXPECT_THAT(codes(seen.promotion_case.decision.warnings), ElementsAre("target_has_own_changes"));
    EXPECT_EQ(scene.promote(2).value().standing, Standing::diverged);
}

TEST_P(Reviewing, R2_NothingIsLostWhereTheSourceHasTheirChangesToo) {
    scene.promote(1).value();
    approve_there(std::string(of_version_1) + R"(, {"id": "hotfix"})");
    approve_here(3, std::string(of_version_1) + R"(,{"id":"hotfix"})");
    const auto seen = preflight(3);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::diverged);
    EXPECT_THAT(codes(seen.promotion_case.decision.warnings), IsEmpty());
}

TEST_P(Reviewing, R2_AModuleOfTheirsIsAChangeWithoutABlock) {
    scene.promote(1).value();
    approve_there(of_version_1, R"(, "module": "loyalty")");
    const auto seen = preflight(2);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::diverged);
    const auto& warnings = seen.promotion_case.decision.warnings;
    ASSERT_THAT(codes(warnings), ElementsAre("target_has_own_changes"));
    EXPECT_EQ(warnings[0].facts.back().second, domain::Fact(std::vector<std::string>{}));
}

TEST_P(Reviewing, R1_WhatArrivedLateIsTheBase) {
    // The host is silent to the first attempt, a later one goes through, then the first is recovered: it arrived last,
    // although its attempt is the older one.
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    const auto first = scene.promote(1).value();
    EXPECT_EQ(first.status, ports::PromotionStatus::in_progress);
    const auto second = scene.promote(2).value();
    EXPECT_EQ(second.status, ports::PromotionStatus::succeeded);
    ASSERT_EQ(scene.recover_all(), 0);
    const auto seen = preflight(1);
    ASSERT_TRUE(seen.promotion_case.review.base);
    EXPECT_EQ(seen.promotion_case.review.base->promotion, first.id);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::current);
}

TEST_P(Reviewing, R1_TheLiveVersionIsShownBesideTheHead) {
    scene.promote(1).value();
    scene.mock.platform.set_state("uat", "welcome", 1, "live");
    approve_there(of_version_2);
    const auto seen = preflight(2);
    ASSERT_TRUE(seen.live);
    EXPECT_EQ(seen.live->version, 1);
    EXPECT_EQ(seen.head->version, 3);
}

TEST_P(Reviewing, R1_AHostOfTheFirstMinorIsAskedForTheDataflow) {
    scene.promote(1).value();
    scene.mock.platform.set_state("uat", "welcome", 1, "live");
    approve_there(std::string(of_version_1) + R"(, {"id": "hotfix"})");
    scene.mock.faults.on(scene.last_question()).every_call().run([](const auto& turn) {
        neo::testing::Reply reply = turn.act();
        boost::json::value document = boost::json::parse(reply.text);
        boost::json::object& all = document.get_object();
        boost::json::object& holder = all.contains("holder") ? all.at("holder").get_object() : all;
        holder.erase("head");
        holder.erase("live");
        reply.text = boost::json::serialize(document);
        return reply;
    });
    const auto seen = preflight(2);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::diverged);
    EXPECT_EQ(seen.head->version, 3);
    ASSERT_TRUE(seen.live);
    EXPECT_EQ(seen.live->version, 1);
}

TEST_P(Reviewing, R1_ABaseThatTheHostHasNoMoreIsTakenForChanged) {
    auto before = *scene.store().history().promotion(scene.promote(1).value().id).value();
    // Recorded by a release before, without a hash, in a dataflow that the host has no such version of.
    before.id = "ffffffff-ffff-7fff-bfff-ffffffffffff";
    before.approved_version = 77;
    before.content_hash.reset();
    ASSERT_TRUE(scene.store().history().record(before, std::nullopt));
    const auto seen = preflight(2);
    EXPECT_EQ(seen.promotion_case.review.standing, Standing::diverged);
    EXPECT_FALSE(seen.base);
    EXPECT_THAT(codes(seen.promotion_case.decision.warnings), IsEmpty());
}

NEO_ON_EVERY_STORE(Reviewing);

}  // namespace

}  // namespace neo::apptest
