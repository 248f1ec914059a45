#include <plugin/domain/mapping_rules.hpp>

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

std::vector<std::string> codes(const std::vector<Failure>& failures) {
    std::vector<std::string> codes;
    for (const auto& failure : failures)
        codes.push_back(failure.code);
    return codes;
}

MappingFacts good_mapping() {
    return {"acme-dev", "acme-uat", OrganizationFacts{"eu", true, {}, OrganizationType::dev},
            OrganizationFacts{"eu", true, {}, OrganizationType::uat}, false};
}

struct MappingCase {
    std::string name;
    void (*change)(MappingFacts&);
    std::vector<std::string> failures;

    friend void PrintTo(const MappingCase& row, std::ostream* out) { *out << row.name; }
};

class NewMapping : public testing::TestWithParam<MappingCase> {};

TEST_P(NewMapping, IsDecidedByTheRequirement) {
    MappingFacts facts = good_mapping();
    GetParam().change(facts);
    const auto failures = check_new_mapping(facts);
    EXPECT_THAT(codes(failures), UnorderedElementsAreArray(GetParam().failures));
    for (const auto& failure : failures) {
        EXPECT_FALSE(failure.message.empty()) << failure.code;
        EXPECT_FALSE(failure.remedy.empty()) << failure.code;
    }
}

const std::vector<MappingCase> mapping_cases{
    {"M1_BetweenTwoRegisteredOrganizationsIsAccepted", [](MappingFacts&) {}, {}},
    {"M2_BetweenTypesThatNeverPromoteIsAccepted",
     [](MappingFacts& facts) {
         facts.source_organization.type = facts.target_organization->type = OrganizationType::prod;
     },
     {}},
    {"M3_FromAnUnregisteredSourceIsRefused",
     [](MappingFacts& facts) { facts.source_organization.type.reset(); },
     {"source_not_registered"}},
    {"M4_ToAnUnregisteredTargetIsRefused",
     [](MappingFacts& facts) { facts.target_organization->type.reset(); },
     {"target_not_registered"}},
    {"M4_ToATargetWithoutNeoIsRefused",
     [](MappingFacts& facts) { facts.target_organization->neo_enabled = false; },
     {"target_neo_not_enabled"}},
    {"M4_ToATargetThatLacksBothTellsBoth",
     [](MappingFacts& facts) {
         facts.target_organization->neo_enabled = false;
         facts.target_organization->type.reset();
     },
     {"target_neo_not_enabled", "target_not_registered"}},
    {"V2_EveryReasonIsToldAtOnce",
     [](MappingFacts& facts) {
         facts.source_organization.type.reset();
         facts.target_organization->neo_enabled = false;
         facts.target_organization->type.reset();
     },
     {"source_not_registered", "target_neo_not_enabled", "target_not_registered"}},
    {"M4_ToATargetThatTheActorMayNotKnowReadsAsUnregistered",
     [](MappingFacts& facts) { facts.target_organization.reset(); },
     {"target_not_registered"}},
    {"E7_FromASourceWithoutNeoIsRefused",
     [](MappingFacts& facts) { facts.source_organization.neo_enabled = false; },
     {"neo_not_enabled"}},
    {"E5_IntoAnotherClusterIsAccepted", [](MappingFacts& facts) { facts.target_organization->cluster = "us"; }, {}},
    {"M6_ASecondTimeIsRefused", [](MappingFacts& facts) { facts.mapped = true; }, {"mapping_exists"}},
    {"M6_ASecondTimeIsToldAloneWhateverIsKnownOfTheTarget",
     [](MappingFacts& facts) {
         facts.mapped = true;
         facts.target_organization.reset();
     },
     {"mapping_exists"}},
    {"M6_OfAnOrganizationToItselfIsRefused",
     [](MappingFacts& facts) {
         facts.target = facts.source;
         facts.target_organization = facts.source_organization;
     },
     {"mapping_to_self"}},
};

INSTANTIATE_TEST_SUITE_P(Rows, NewMapping, testing::ValuesIn(mapping_cases),
                         [](const auto& instance) { return instance.param.name; });

TEST(NewMappings, M4_TheErrorNamesTheTarget) {
    MappingFacts facts = good_mapping();
    facts.target_organization->type.reset();
    facts.target_organization->name = "Acme UAT";
    const auto failures = check_new_mapping(facts);
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_THAT(failures.front().message, HasSubstr("'Acme UAT' (acme-uat)"));
}

TEST(Registration, O2_NeedsNeoOnTheOrganization) {
    EXPECT_THAT(check_registration("acme-dev", "Acme Dev", true), IsEmpty());
    EXPECT_THAT(codes(check_registration("acme-dev", "Acme Dev", false)), ElementsAre("neo_not_enabled"));
}

TEST(Administration, A4_NeedsTheAdminPermission) {
    EXPECT_FALSE(check_admin("acme-dev", true));
    const auto failure = check_admin("acme-dev", false);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code, "admin_permission_missing");
    EXPECT_FALSE(failure->remedy.empty());
}

std::vector<std::string> warning_codes(Relation relation, const OrganizationFacts& source,
                                       const OrganizationFacts& target) {
    std::vector<std::string> codes;
    for (const Warning& warning : mapping_warnings(relation, source, target))
        codes.push_back(warning.code);
    return codes;
}

TEST(MappingWarnings, M2_WarnOfASiblingExactlyWhenTheTypesDiffer) {
    for (const auto source_type : all_organization_types)
        for (const auto target_type : all_organization_types) {
            const OrganizationFacts source{"eu", true, {}, source_type};
            const OrganizationFacts target{"eu", true, {}, target_type};
            EXPECT_EQ(warning_codes(Relation::sibling, source, target).empty(), source_type == target_type)
                << to_text(source_type) << " to " << to_text(target_type);
            EXPECT_THAT(warning_codes(Relation::default_relation, source, target), IsEmpty());
        }
    const auto warnings = mapping_warnings(Relation::sibling, {"eu", true, {}, OrganizationType::sit},
                                           {"eu", true, {}, OrganizationType::automation});
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].message, HasSubstr("of type SIT and Automation"));
}

TEST(MappingWarnings, M2_OfAnOrganizationThatIsNoLongerRegisteredThereIsNoTypeToWarnOf) {
    EXPECT_THAT(
        warning_codes(Relation::sibling, {"eu", true, {}, std::nullopt}, {"eu", true, {}, OrganizationType::dev}),
        IsEmpty());
}

TEST(MappingWarnings, E5_WarnOfAnotherClusterWhateverTheRelation) {
    for (const Relation relation : {Relation::sibling, Relation::default_relation})
        EXPECT_THAT(
            warning_codes(relation, {"eu", true, {}, OrganizationType::dev}, {"us", true, {}, OrganizationType::dev}),
            ElementsAre("different_cluster"));
}

TEST(RelationText, M2_IsSiblingOrDefault) {
    EXPECT_EQ(relation_from("sibling"), Relation::sibling);
    EXPECT_EQ(relation_from("default"), Relation::default_relation);
    for (const auto* text : {"", "Sibling", "parent", "default "})
        EXPECT_FALSE(relation_from(text)) << text;
    EXPECT_EQ(to_text(Relation::sibling), "sibling");
    EXPECT_EQ(to_text(Relation::default_relation), "default");
}

}  // namespace
