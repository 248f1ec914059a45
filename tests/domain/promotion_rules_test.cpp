#include <plugin/domain/promotion_rules.hpp>
#include <plugin/domain/wording.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace {

using namespace neo::domain;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

const ApplicationFacts default_application{"default", ApplicationKind::default_application};
const ApplicationFacts middleware{"middleware", ApplicationKind::middleware};
const ApplicationFacts crm{"crm", ApplicationKind::custom};
const ApplicationFacts sales{"sales", ApplicationKind::custom};

PromotionFacts good_promotion() {
    PromotionFacts facts;
    facts.source = {"acme-dev", "welcome", 3};
    facts.target = "acme-uat";
    facts.requested_application = "crm";
    facts.may_promote_from_source = facts.may_promote_to_target = true;
    facts.source_organization = {"eu", true, {}, OrganizationType::dev};
    facts.target_organization = {"eu", true, {"loyalty"}, OrganizationType::uat};
    facts.mapped = true;
    facts.version = {VersionState::approved, "loyalty", {}};
    facts.target_applications = {default_application, middleware, crm, sales};
    return facts;
}

std::vector<std::string> codes(const Decision& decision) {
    std::vector<std::string> codes;
    for (const auto& failure : decision.failures)
        codes.push_back(failure.code);
    return codes;
}

const Fact* fact(const Failure& failure, std::string_view name) {
    for (const auto& [key, value] : failure.facts)
        if (key == name) return &value;
    return nullptr;
}

std::string text_fact(const Failure& failure, std::string_view name) {
    const auto* value = fact(failure, name);
    return value == nullptr ? "(none)" : std::get<std::string>(*value);
}

struct PromotionCase {
    std::string name;
    void (*change)(PromotionFacts&);
    std::vector<std::string> failures;

    friend void PrintTo(const PromotionCase& row, std::ostream* out) { *out << row.name; }
};

class Promotion : public testing::TestWithParam<PromotionCase> {};

TEST_P(Promotion, IsDecidedByTheRequirement) {
    PromotionFacts facts = good_promotion();
    GetParam().change(facts);
    const Decision decision = decide_promotion(facts);
    EXPECT_THAT(codes(decision), UnorderedElementsAreArray(GetParam().failures));
    EXPECT_TRUE(decision.route || !GetParam().failures.empty());
}

const std::vector<PromotionCase> promotion_cases{
    {"E1_AnApprovedVersionGoesAhead", [](PromotionFacts&) {}, {}},
    {"E1_ALiveVersionGoesAhead", [](PromotionFacts& facts) { facts.version->state = VersionState::live; }, {}},
    {"E2_ADraftDoesNot",
     [](PromotionFacts& facts) { facts.version->state = VersionState::draft; },
     {"version_not_promotable"}},
    {"E2_AVersionAwaitingApprovalDoesNot",
     [](PromotionFacts& facts) { facts.version->state = VersionState::awaiting_approval; },
     {"version_not_promotable"}},
    {"E2_ARejectedVersionDoesNot",
     [](PromotionFacts& facts) { facts.version->state = VersionState::rejected; },
     {"version_not_promotable"}},
    {"A1_PromotingNeedsThePermissionInTheSource",
     [](PromotionFacts& facts) { facts.may_promote_from_source = false; },
     {"promote_permission_missing"}},
    {"A2_AndInTheTarget",
     [](PromotionFacts& facts) { facts.may_promote_to_target = false; },
     {"promote_permission_missing"}},
    {"A3_AMissingPermissionIsToldAlone",
     [](PromotionFacts& facts) {
         facts.may_promote_to_target = false;
         facts.target_organization.reset();
         facts.version->state = VersionState::draft;
         facts.mapped = false;
     },
     {"promote_permission_missing"}},
    {"E3_ABlockOfALibraryStopsIt",
     [](PromotionFacts& facts) {
         facts.version->library_blocks = {{"b2", "Map"}};
     },
     {"library_blocks_present"}},
    {"W5_ARecalledVersionGoesNowhere",
     [](PromotionFacts& facts) { facts.version->recalled = "it loses mails"; },
     {"version_recalled"}},
    {"W5_ARecallIsToldBesideEverythingElse",
     [](PromotionFacts& facts) {
         facts.version->state = VersionState::draft;
         facts.version->recalled = "it loses mails";
         facts.earlier = {EarlierPromotion::State::done, "p1"};
     },
     {"version_not_promotable", "version_recalled", "already_promoted"}},
    {"W5_OfARecallWhoMayNotPromoteIsToldNothing",
     [](PromotionFacts& facts) {
         facts.may_promote_from_source = false;
         facts.version->recalled = "it loses mails";
     },
     {"promote_permission_missing"}},
    {"E5_AnotherClusterStopsIt",
     [](PromotionFacts& facts) { facts.target_organization->cluster = "us"; },
     {"different_cluster"}},
    {"E6_AModuleThatTheTargetLacksStopsIt",
     [](PromotionFacts& facts) { facts.target_organization->modules.clear(); },
     {"module_access_missing"}},
    {"E6_ADataflowWithoutAModuleNeedsNone",
     [](PromotionFacts& facts) {
         facts.version->module.reset();
         facts.target_organization->modules.clear();
     },
     {}},
    {"E7_NeoOnTheSourceIsNeeded",
     [](PromotionFacts& facts) { facts.source_organization->neo_enabled = false; },
     {"neo_not_enabled"}},
    {"E7_NeoOnTheTargetIsNeeded",
     [](PromotionFacts& facts) { facts.target_organization->neo_enabled = false; },
     {"neo_not_enabled"}},
    {"E7_ARegisteredSourceIsNeeded",
     [](PromotionFacts& facts) { facts.source_organization->type.reset(); },
     {"organization_not_registered"}},
    {"E7_ARegisteredTargetIsNeeded",
     [](PromotionFacts& facts) { facts.target_organization->type.reset(); },
     {"organization_not_registered"}},
    {"E7_AMappingIsNeeded", [](PromotionFacts& facts) { facts.mapped = false; }, {"mapping_missing"}},
    {"O5_NothingSkipsAType",
     [](PromotionFacts& facts) { facts.target_organization->type = OrganizationType::prod; },
     {"hierarchy_forbids"}},
    {"O5_NothingGoesDown",
     [](PromotionFacts& facts) {
         facts.source_organization->type = OrganizationType::uat;
         facts.target_organization->type = OrganizationType::dev;
     },
     {"hierarchy_forbids"}},
    {"O6_TheSameTypeGoesAheadOverAMapping",
     [](PromotionFacts& facts) { facts.target_organization->type = OrganizationType::dev; },
     {}},
    {"T2_TheDefaultApplicationIsRefused",
     [](PromotionFacts& facts) { facts.requested_application = "default"; },
     {"application_not_custom"}},
    {"T2_TheMiddlewareApplicationIsRefused",
     [](PromotionFacts& facts) { facts.requested_application = "middleware"; },
     {"application_not_custom"}},
    {"T4_WithoutACustomApplicationItDoesNotProceed",
     [](PromotionFacts& facts) {
         facts.target_applications = {default_application, middleware};
         facts.requested_application.reset();
     },
     {"no_custom_application"}},
    {"T6_ANewTriggerNeedsAnApplication",
     [](PromotionFacts& facts) { facts.requested_application.reset(); },
     {"application_required"}},
    {"T1_TheApplicationIsOneOfTheTarget",
     [](PromotionFacts& facts) { facts.requested_application = "CRM"; },
     {"application_unknown"}},
    {"T5_TheApplicationMayBeLeftOutWhereTheTriggerIsHeld",
     [](PromotionFacts& facts) {
         facts.requested_application.reset();
         facts.trigger_holder = {"welcome", sales};
     },
     {}},
    {"T7_ATriggerHeldInTheDefaultApplicationIsRefused",
     [](PromotionFacts& facts) {
         facts.trigger_holder = {"welcome", default_application};
     },
     {"application_not_custom"}},
    {"T7_ATriggerHeldInTheMiddlewareApplicationIsRefused",
     [](PromotionFacts& facts) {
         facts.trigger_holder = {"welcome", middleware};
     },
     {"application_not_custom"}},
    {"U2_ASecondTimeIsRefused",
     [](PromotionFacts& facts) {
         facts.earlier = {EarlierPromotion::State::done, "p1"};
     },
     {"already_promoted"}},
    {"U2_OneInFlightIsRefused",
     [](PromotionFacts& facts) {
         facts.earlier = {EarlierPromotion::State::in_progress, "p1"};
     },
     {"promotion_in_progress"}},
    {"AnUnknownVersionIsToldAsSuch", [](PromotionFacts& facts) { facts.version.reset(); }, {"version_unknown"}},
    {"T5_NothingIsSaidOfTheApplicationWhileTheTriggerIsUnknown",
     [](PromotionFacts& facts) {
         facts.version.reset();
         facts.requested_application.reset();
     },
     {"version_unknown"}},
    {"V2_EverythingThatFailsIsToldAtOnce",
     [](PromotionFacts& facts) {
         facts.source_organization->neo_enabled = facts.target_organization->neo_enabled = false;
         facts.target_organization->cluster = "us";
         facts.target_organization->modules.clear();
         facts.target_organization->type = OrganizationType::prod;
         facts.mapped = false;
         facts.version->state = VersionState::rejected;
         facts.version->library_blocks = {{"b1", "Send"}, {"b2", "Map"}};
         facts.requested_application = "default";
         facts.earlier = {EarlierPromotion::State::done, "p1"};
     },
     {"neo_not_enabled", "neo_not_enabled", "different_cluster", "module_access_missing", "hierarchy_forbids",
      "mapping_missing", "version_not_promotable", "library_blocks_present", "application_not_custom",
      "already_promoted"}},
};

INSTANTIATE_TEST_SUITE_P(Rows, Promotion, testing::ValuesIn(promotion_cases),
                         [](const auto& instance) { return instance.param.name; });

TEST(Routing, T5_GoesToTheApplicationThatHoldsTheTriggerWhateverWasAsked) {
    for (const auto& asked :
         {std::optional<std::string>(), std::optional<std::string>("crm"), std::optional<std::string>("sales")}) {
        PromotionFacts facts = good_promotion();
        facts.requested_application = asked;
        facts.trigger_holder = {"their-welcome", sales};
        const Decision decision = decide_promotion(facts);
        ASSERT_THAT(decision.failures, IsEmpty());
        ASSERT_TRUE(decision.route);
        EXPECT_EQ(decision.route->application, "sales");
        EXPECT_EQ(decision.route->dataflow, "their-welcome");
        EXPECT_TRUE(decision.route->routed);
        ASSERT_TRUE(decision.route->reason);
        EXPECT_THAT(*decision.route->reason, HasSubstr("sales"));
    }
}

TEST(Routing, T6_ANewTriggerGoesWhereThePersonSays) {
    for (const auto* asked : {"crm", "sales"}) {
        PromotionFacts facts = good_promotion();
        facts.requested_application = asked;
        const Decision decision = decide_promotion(facts);
        ASSERT_TRUE(decision.route);
        EXPECT_EQ(decision.route->application, asked);
        EXPECT_FALSE(decision.route->dataflow);
        EXPECT_FALSE(decision.route->routed);
    }
}

TEST(FailureFacts, A1_A2_AMissingPermissionNamesItsOrganization) {
    PromotionFacts facts = good_promotion();
    facts.may_promote_to_target = false;
    auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(text_fact(failures[0], "organization"), "acme-uat");
    facts.may_promote_from_source = false;
    failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 2U);
    EXPECT_EQ(text_fact(failures[0], "organization"), "acme-dev");
    EXPECT_EQ(text_fact(failures[1], "organization"), "acme-uat");
}

TEST(FailureFacts, A8_WhatIsToldOfLibraryBlocksIsBounded) {
    PromotionFacts facts = good_promotion();
    for (int number = 1; number <= 30; ++number)
        facts.version->library_blocks.push_back({"b" + std::to_string(number), std::string(4096, 'n')});
    facts.version->library_blocks.front().id = std::string(199, 'i') + "\xC3\xA4" + std::string(100, 'i');
    const Failure failure = decide_promotion(facts).failures.at(0);
    const auto& named = std::get<std::vector<std::string>>(failure.facts.at(0).second);
    ASSERT_EQ(named.size(), 20U);
    EXPECT_EQ(named.front(), std::string(199, 'i') + "…") << "not within a character";
    EXPECT_THAT(failure.message, HasSubstr("(b20) and 10 more."));
    EXPECT_LT(failure.message.size(), 10'000U);
}

TEST(FailureFacts, A3_AnUnknownTargetReadsAsOneThatTheUserMayNotPromoteTo) {
    PromotionFacts forbidden = good_promotion();
    forbidden.may_promote_to_target = false;
    PromotionFacts unknown = forbidden;
    unknown.target_organization.reset();
    unknown.target_applications.clear();
    EXPECT_EQ(decide_promotion(forbidden).failures, decide_promotion(unknown).failures);
}

TEST(FailureFacts, O4_TheHierarchyFailureNamesBothTypes) {
    PromotionFacts facts = good_promotion();
    facts.target_organization->type = OrganizationType::prod;
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(text_fact(failures[0], "source_type"), "dev");
    EXPECT_EQ(text_fact(failures[0], "target_type"), "prod");
}

TEST(FailureFacts, E2_TheStateIsNamed) {
    PromotionFacts facts = good_promotion();
    facts.version->state = VersionState::awaiting_approval;
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(text_fact(failures[0], "state"), "awaiting_approval");
}

TEST(FailureFacts, E3_TheLibraryBlocksAreNamed) {
    PromotionFacts facts = good_promotion();
    facts.version->library_blocks = {{"b2", "Map"}, {"b5", "Sum"}};
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    const auto* blocks = fact(failures[0], "blocks");
    ASSERT_NE(blocks, nullptr);
    EXPECT_THAT(std::get<std::vector<std::string>>(*blocks), ElementsAre("b2", "b5"));
    EXPECT_THAT(failures[0].message, HasSubstr("b2"));
    EXPECT_THAT(failures[0].message, HasSubstr("b5"));
}

TEST(FailureFacts, W5_TheReasonOfARecallIsNamed) {
    PromotionFacts facts = good_promotion();
    facts.version->recalled = "it loses mails\n" + std::string(2000, 'x');
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(text_fact(failures[0], "reason"), facts.version->recalled);
    EXPECT_THAT(failures[0].message, HasSubstr("it loses mails"));
    EXPECT_LT(failures[0].message.size(), 400U) << "the fact has all of it";
}

TEST(Messages, V2_TellAThingByItsNameAndItsId) {
    PromotionFacts facts = good_promotion();
    facts.source_organization->name = "Acme Dev";
    facts.target_organization->name = "Acme UAT";
    facts.target_applications[0].name = "Default";
    facts.requested_application = "default";
    facts.mapped = false;
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 2U);
    EXPECT_THAT(failures[0].message, HasSubstr("from 'Acme Dev' (acme-dev) to 'Acme UAT' (acme-uat)."));
    EXPECT_THAT(failures[1].message, HasSubstr("Application 'Default' (default) is not"));
    EXPECT_EQ(named("acme-uat", ""), "'acme-uat'");
    EXPECT_EQ(named("crm", "crm"), "'crm'");
}

TEST(Messages, A3_SpeakOfTheActorAndNotToTheReader) {
    PromotionFacts facts = good_promotion();
    facts.actor = "ana";
    facts.may_promote_to_target = false;
    EXPECT_THAT(decide_promotion(facts).failures.front().message, HasSubstr("'ana' does not have"));
}

TEST(Messages, E2_TheStateIsToldInWordsWithTheWayToApproval) {
    PromotionFacts facts = good_promotion();
    const auto told = [&](VersionState state) {
        facts.version->state = state;
        const Failure failure = decide_promotion(facts).failures.at(0);
        return failure.message + " " + failure.remedy;
    };
    EXPECT_THAT(told(VersionState::awaiting_approval), HasSubstr("in state Awaiting approval"));
    EXPECT_THAT(told(VersionState::draft), HasSubstr("Send it for approval"));
    EXPECT_THAT(told(VersionState::rejected), HasSubstr("Make it a draft again"));
}

TEST(Messages, T7_AHolderThatTakesNoPromotionsIsMovedOrTheTriggerChanged) {
    PromotionFacts facts = good_promotion();
    facts.trigger_holder = {"hid", {"default", ApplicationKind::default_application, "Default"}};
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_THAT(failures[0].remedy, HasSubstr("move dataflow 'hid' to a custom application"));
    EXPECT_THAT(failures[0].remedy, testing::Not(HasSubstr("Choose")));
}

TEST(Messages, T1_TheCustomApplicationsAreNamedWhereOneMustBeChosen) {
    PromotionFacts facts = good_promotion();
    facts.target_applications = {{"default", ApplicationKind::default_application, "Default"},
                                 {"crm", ApplicationKind::custom, "CRM"},
                                 {"ops", ApplicationKind::custom, "Ops"}};
    for (const auto& asked :
         {std::optional<std::string>(), std::optional<std::string>("default"), std::optional<std::string>("nowhere")}) {
        facts.requested_application = asked;
        EXPECT_THAT(decide_promotion(facts).failures.at(0).remedy, HasSubstr("'CRM' (crm) or 'Ops' (ops)"));
    }
    for (int number = 0; number < 9; ++number)
        facts.target_applications.push_back({"a" + std::to_string(number), ApplicationKind::custom, ""});
    EXPECT_THAT(decide_promotion(facts).failures.at(0).remedy, HasSubstr("one of its 11 custom applications"));
}

TEST(Messages, T5_TheRouteIsToldByNames) {
    PromotionFacts facts = good_promotion();
    facts.trigger_holder = {"welcome", {"sales", ApplicationKind::custom, "Sales"}};
    const auto route = decide_promotion(facts).route;
    ASSERT_TRUE(route && route->reason);
    EXPECT_THAT(*route->reason, HasSubstr("in dataflow 'welcome' of application 'Sales' (sales)."));
}

TEST(FailureFacts, U2_AnEarlierPromotionIsNamed) {
    PromotionFacts facts = good_promotion();
    facts.earlier = {EarlierPromotion::State::done, "p-17"};
    const auto failures = decide_promotion(facts).failures;
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(text_fact(failures[0], "promotion"), "p-17");
}

TEST(VersionStates, E1_E2_AreReadFromTheirOwnTextAndFromNoOther) {
    using enum VersionState;
    for (const auto state : {draft, awaiting_approval, approved, rejected, live}) {
        EXPECT_EQ(from_text<VersionState>(to_text(state)), state);
        EXPECT_EQ(is_promotable(state), state == approved || state == live);
    }
    for (const auto* text : {"", "Draft", "awaiting approval", "published"})
        EXPECT_FALSE(from_text<VersionState>(text));
}

TEST(ApplicationKinds, T1_AreReadFromTheirOwnTextAndFromNoOther) {
    using enum ApplicationKind;
    EXPECT_EQ(to_text(default_application), "default");
    for (const auto kind : {ApplicationKind::default_application, ApplicationKind::middleware, custom})
        EXPECT_EQ(from_text<ApplicationKind>(to_text(kind)), kind);
    for (const auto* text : {"", "Default", "customs"})
        EXPECT_FALSE(from_text<ApplicationKind>(text));
}

}  // namespace
