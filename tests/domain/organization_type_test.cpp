#include <plugin/domain/organization_type.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace {

using neo::domain::all_organization_types;
using neo::domain::can_promote;
using neo::domain::organization_type_from;
using neo::domain::to_text;
using enum neo::domain::OrganizationType;

TEST(OrganizationTypes, O1_AreTheSixOfTheRequirement) {
    std::set<std::string> names;
    for (const auto type : all_organization_types)
        names.emplace(to_text(type));
    EXPECT_EQ(names, (std::set<std::string>{"dev", "sit", "uat", "automation", "demo", "prod"}));
}

TEST(OrganizationTypes, O1_AreReadFromTheirOwnTextAndFromNoOther) {
    for (const auto type : all_organization_types)
        EXPECT_EQ(organization_type_from(to_text(type)), type);
    for (const auto* text : {"", "DEV", "Dev", "dev ", " dev", "development", "production", "test"})
        EXPECT_FALSE(organization_type_from(text)) << text;
    EXPECT_FALSE(organization_type_from(std::string_view("dev\0", 4)));
}

TEST(Hierarchy, O4_O5_O6_AllowsTheNinePairsOfTheTableAndNoOther) {
    const std::set<std::pair<neo::domain::OrganizationType, neo::domain::OrganizationType>> allowed{
        {dev, dev},        {dev, uat}, {dev, sit},  {sit, sit},        {sit, prod},
        {sit, automation}, {uat, uat}, {uat, prod}, {uat, automation},
    };
    for (const auto source : all_organization_types)
        for (const auto target : all_organization_types)
            EXPECT_EQ(can_promote(source, target), allowed.contains({source, target}))
                << to_text(source) << " to " << to_text(target);
}

TEST(Hierarchy, O4_DemoNeitherGivesNorReceives) {
    for (const auto other : all_organization_types) {
        EXPECT_FALSE(can_promote(demo, other)) << to_text(other);
        EXPECT_FALSE(can_promote(other, demo)) << to_text(other);
    }
}

TEST(Hierarchy, O5_NothingLeavesProd) {
    for (const auto target : all_organization_types)
        EXPECT_FALSE(can_promote(prod, target)) << to_text(target);
}

}  // namespace
