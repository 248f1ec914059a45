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
    MappingFacts facts;
    facts.source = "acme-dev";
    facts.target = "acme-uat";
    facts.source_type = OrganizationType::dev;
    facts.target_type = OrganizationType::uat;
    facts.target_known = true;
    facts.target_neo_enabled = true;
    return facts;
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
     [](MappingFacts& facts) { facts.source_type = facts.target_type = OrganizationType::prod; },
     {}},
    {"M3_FromAnUnregisteredSourceIsRefused",
     [](MappingFacts& facts) { facts.source_type.reset(); },
     {"source_not_registered"}},
    {"M4_ToAnUnregisteredTargetIsRefused",
     [](MappingFacts& facts) { facts.target_type.reset(); },
     {"target_not_registered"}},
    {"M4_ToATargetWithoutNeoIsRefused",
     [](MappingFacts& facts) { facts.target_neo_enabled = false; },
     {"target_neo_not_enabled"}},
    {"M4_ToATargetThatLacksBothTellsBoth",
     [](MappingFacts& facts) {
         facts.target_neo_enabled = false;
         facts.target_type.reset();
     },
     {"target_neo_not_enabled", "target_not_registered"}},
    {"V2_EveryReasonIsToldAtOnce",
     [](MappingFacts& facts) {
         facts.source_type.reset();
         facts.target_neo_enabled = false;
         facts.target_type.reset();
     },
     {"source_not_registered", "target_neo_not_enabled", "target_not_registered"}},
    {"M6_ASecondTimeIsRefused", [](MappingFacts& facts) { facts.mapped = true; }, {"mapping_exists"}},
    {"M6_ASecondTimeIsToldAloneWhateverIsKnownOfTheTarget",
     [](MappingFacts& facts) {
         facts.mapped = true;
         facts.target_known = facts.target_neo_enabled = false;
         facts.target_type.reset();
     },
     {"mapping_exists"}},
    {"M6_OfAnOrganizationToItselfIsRefused",
     [](MappingFacts& facts) {
         facts.target = facts.source;
         facts.target_type = facts.source_type;
     },
     {"mapping_to_self"}},
};

INSTANTIATE_TEST_SUITE_P(Rows, NewMapping, testing::ValuesIn(mapping_cases),
                         [](const auto& instance) { return instance.param.name; });

TEST(NewMappings, M4_TheErrorNamesTheTarget) {
    MappingFacts facts = good_mapping();
    facts.target_type.reset();
    facts.target_name = "Acme UAT";
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

TEST(SiblingRelation, M2_WarnsExactlyWhenTheTypesDiffer) {
    for (const auto source : all_organization_types)
        for (const auto target : all_organization_types) {
            EXPECT_EQ(relation_warnings(Relation::sibling, source, target).empty(), source == target)
                << to_text(source) << " to " << to_text(target);
            EXPECT_THAT(relation_warnings(Relation::default_relation, source, target), IsEmpty());
        }
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
