// Where one can promote is one function: what lists, map and targets say of a mapping is what the decision says.
#include <plugin/domain/promotion_path.hpp>
#include <plugin/domain/promotion_rules.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace neo::domain;
using testing::HasSubstr;
using testing::Not;

// Every organization that a mapping can lie between: unknown, or of each type and none, with and without Neo, here and
// in another cluster.
std::vector<std::optional<OrganizationFacts>> every_organization() {
    std::vector<std::optional<OrganizationFacts>> organizations{std::nullopt};
    std::vector<std::optional<OrganizationType>> types{std::nullopt};
    for (const auto type : all_organization_types)
        types.emplace_back(type);
    for (const auto& type : types)
        for (const bool neo : {true, false})
            for (const char* cluster : {"eu", "us"})
                organizations.push_back(OrganizationFacts{cluster, neo, {}, type});
    return organizations;
}

// A promotion against which nothing else stands.
Decision decide_between(const std::optional<OrganizationFacts>& source,
                        const std::optional<OrganizationFacts>& target) {
    PromotionFacts facts;
    facts.actor = "ana";
    facts.source = {"dev", "welcome", 1};
    facts.target = "uat";
    facts.requested_application = "crm";
    facts.may_promote_from_source = facts.may_promote_to_target = true;
    facts.source_organization = source;
    facts.target_organization = target;
    facts.mapped = true;
    facts.version = VersionFacts{VersionState::approved, std::nullopt, {}};
    facts.target_applications = {{"crm", ApplicationKind::custom}};
    return decide_promotion(facts);
}

TEST(PromotionPath, T3_AMappingCanCarryPromotionsExactlyWhereADecisionFindsNothingAgainstIt) {
    const std::string dev = "dev";
    const std::string uat = "uat";
    int promotable = 0;
    for (const auto& source : every_organization())
        for (const auto& target : every_organization()) {
            const auto why = why_not_promotable({dev, source}, {uat, target});
            const auto failures = decide_between(source, target).failures;
            EXPECT_EQ(!why, failures.empty());
            promotable += why ? 0 : 1;
            for (const Failure& failure : failures)
                EXPECT_THAT(why.value_or(""), HasSubstr(failure.message));
        }
    EXPECT_EQ(promotable, 2 * 9);  // each pair of the table, in each cluster
}

Failure hierarchy_failure(OrganizationType source, OrganizationType target) {
    const std::optional from = OrganizationFacts{"eu", true, {}, source};
    const std::optional to = OrganizationFacts{"eu", true, {}, target};
    const std::string one = "one";
    const std::string other = "other";
    return check_path({one, from}, {other, to}, true).at(0);
}

TEST(PromotionPath, O4_TheRemedyNamesTheTypesThatAreAllowed) {
    using enum OrganizationType;
    EXPECT_THAT(hierarchy_failure(dev, prod).remedy, HasSubstr("Dev, UAT or SIT"));
    EXPECT_THAT(hierarchy_failure(sit, dev).remedy, HasSubstr("SIT, Prod or Automation"));
    EXPECT_THAT(hierarchy_failure(uat, sit).remedy, HasSubstr("UAT, Prod or Automation"));
    EXPECT_THAT(hierarchy_failure(dev, prod).message, HasSubstr("of type Dev promote to one of type Prod"));
}

TEST(PromotionPath, O5_WhereNothingIsPromotedFromThatIsSaid) {
    using enum OrganizationType;
    for (const auto& [type, word] : {std::pair{prod, "Prod"}, {automation, "Automation"}, {demo, "Demo"}}) {
        const Failure failure = hierarchy_failure(type, prod);
        EXPECT_THAT(failure.message,
                    HasSubstr("Nothing is promoted from an organization of type " + std::string(word)));
        EXPECT_THAT(failure.remedy, Not(HasSubstr("Choose a target")));
    }
}

TEST(PromotionPath, V2_EveryReasonIsToldAtOnce) {
    const std::optional from = OrganizationFacts{"eu", false, {}, std::nullopt};
    const std::optional to = OrganizationFacts{"us", false, {}, OrganizationType::uat};
    const std::string dev = "dev";
    const std::string uat = "uat";
    std::vector<std::string> codes;
    for (const Failure& failure : check_path({dev, from}, {uat, to}, false))
        codes.push_back(failure.code);
    EXPECT_THAT(codes, testing::ElementsAre("neo_not_enabled", "organization_not_registered", "neo_not_enabled",
                                            "different_cluster", "mapping_missing"));
}

}  // namespace
