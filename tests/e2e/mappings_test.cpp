#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <regex>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Mappings : public PromotionTest {
protected:
    Answer add(const std::string& source, const std::string& target, const std::string& relation = "default",
               const std::string& user = "ana") const {
        return api(user, "POST", "/organizations/" + source + "/mappings",
                   fmt::format(R"({{"target": {}, "relation": {}}})", json_string(target), json_string(relation)));
    }
    Answer list(const std::string& source) const { return api("ana", "GET", "/organizations/" + source + "/mappings"); }
    Answer change(const std::string& source, const std::string& target, const std::string& relation) const {
        return api("ana", "PATCH", "/organizations/" + source + "/mappings/" + target,
                   fmt::format(R"({{"relation": "{}"}})", relation));
    }
    Answer remove(const std::string& source, const std::string& target) const {
        return api("ana", "DELETE", "/organizations/" + source + "/mappings/" + target);
    }
    Answer changes(const std::string& source) const {
        return api("ana", "GET", "/organizations/" + source + "/mapping-changes");
    }
};

TEST_P(Mappings, M1_IsDirectional) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    const Answer added = add("acme-dev", "acme-uat");
    EXPECT_EQ(added.status, 201);
    EXPECT_EQ(text_of(added.json().at("target")), "acme-uat");
    EXPECT_EQ(text_of(added.json().at("created_by")), "ana");
    EXPECT_THAT(items_of(list("acme-dev"), "target"), ElementsAre("acme-uat"));
    EXPECT_THAT(items_of(list("acme-uat"), "target"), IsEmpty());
    EXPECT_EQ(add("acme-uat", "acme-dev").status, 201);
    EXPECT_THAT(items_of(list("acme-uat"), "target"), ElementsAre("acme-dev"));
}

TEST_P(Mappings, M1_TheReverseDirectionDoesNotCarryPromotions) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-dev2", "dev");
    map("acme-dev2", "acme-dev");
    const Answer refused = promote({}, "acme-dev2");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), ElementsAre("mapping_missing"));
}

TEST_P(Mappings, M2_ASiblingOfAnotherTypeIsAcceptedWithAWarning) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-dev2", "dev");
    register_organization("acme-uat", "uat");
    const Answer odd = add("acme-dev", "acme-uat", "sibling");
    EXPECT_EQ(odd.status, 201);
    EXPECT_EQ(odd.json().at("warnings").as_array().size(), 1U);
    const Answer even = add("acme-dev", "acme-dev2", "sibling");
    EXPECT_EQ(even.status, 201);
    EXPECT_TRUE(even.json().at("warnings").as_array().empty());
    const Answer changed = change("acme-dev", "acme-uat", "default");
    EXPECT_EQ(changed.status, 200);
    EXPECT_TRUE(changed.json().at("warnings").as_array().empty());
    EXPECT_EQ(change("acme-dev", "acme-uat", "sibling").json().at("warnings").as_array().size(), 1U);
}

TEST_P(Mappings, M2_ARelationIsSiblingOrDefault) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    for (const char* relation : {"parent", "Sibling", ""})
        EXPECT_EQ(add("acme-dev", "acme-uat", relation).status, 422);
    EXPECT_EQ(api("ana", "POST", "/organizations/acme-dev/mappings", R"({"target": "acme-uat"})").status, 422);
    EXPECT_EQ(api("ana", "POST", "/organizations/acme-dev/mappings", R"({"relation": "default"})").status, 422);
    EXPECT_THAT(items_of(list("acme-dev"), "target"), IsEmpty());
}

TEST_P(Mappings, M3_FromAnUnregisteredSourceIsRefused) {
    start();
    register_organization("acme-uat", "uat");
    const Answer refused = add("acme-dev", "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "source_not_registered");
    EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr("acme-dev"));
}

TEST_P(Mappings, M4_ToAnUnregisteredTargetIsRefused) {
    start();
    register_organization("acme-dev", "dev");
    const Answer refused = add("acme-dev", "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "target_not_registered");
    EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr("acme-uat"));
}

TEST_P(Mappings, M4_ToATargetWithoutNeoIsRefused) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-uat", R"({"neo_enabled": false})").status, 200);
    const Answer refused = add("acme-dev", "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "target_neo_not_enabled");
}

TEST_P(Mappings, M4_ToATargetThatNeverHadNeoSaysSo) {
    start();
    register_organization("acme-dev", "dev");
    const Answer refused = add("acme-dev", "acme-plain");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT((std::vector{std::string("target_neo_not_enabled"), std::string("target_not_registered")}),
                testing::Contains(refused.code()));
    EXPECT_THAT(refused.body, HasSubstr("Neo"));
}

TEST_P(Mappings, M4_A3_ToAnInvisibleTargetAnswersAsToAnUnknownOne) {
    platform.organizations.push_back({"hidden"});
    start();
    register_organization("acme-dev", "dev");
    const Answer hidden = add("acme-dev", "hidden");
    const Answer unknown = add("acme-dev", "absent");
    EXPECT_THAT(hidden.status, testing::AnyOf(404, 422));
    EXPECT_EQ(hidden.status, unknown.status);
    EXPECT_EQ(std::regex_replace(hidden.body, std::regex("hidden"), "absent"), unknown.body);
}

TEST_P(Mappings, M5_SeveralAreListedWithTypeAndRelation) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-dev2", "dev");
    register_organization("acme-sit", "sit");
    register_organization("acme-prod", "prod");
    map("acme-dev", "acme-dev2", "sibling");
    map("acme-dev", "acme-sit");
    map("acme-dev", "acme-prod");
    const Answer mappings = list("acme-dev");
    EXPECT_THAT(items_of(mappings, "target"), UnorderedElementsAre("acme-dev2", "acme-sit", "acme-prod"));
    for (const auto& item : mappings.json().at("items").as_array()) {
        const std::string target = text_of(item.at("target"));
        EXPECT_EQ(text_of(item.at("target_type")), target == "acme-dev2"  ? "dev"
                                                   : target == "acme-sit" ? "sit"
                                                                          : "prod");
        EXPECT_EQ(text_of(item.at("relation")), target == "acme-dev2" ? "sibling" : "default");
        EXPECT_EQ(item.at("promotable").as_bool(), target != "acme-prod");
        EXPECT_EQ(item.at("reason").is_null(), target != "acme-prod");
    }
}

TEST_P(Mappings, M6_ASecondTimeIsRefused) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    map("acme-dev", "acme-uat");
    for (const char* relation : {"default", "sibling"}) {
        const Answer refused = add("acme-dev", "acme-uat", relation);
        EXPECT_EQ(refused.status, 409);
        EXPECT_EQ(refused.code(), "mapping_exists");
    }
    EXPECT_EQ(list("acme-dev").json().at("items").as_array().size(), 1U);
}

TEST_P(Mappings, M6_OfAnOrganizationToItselfIsRefused) {
    start();
    register_organization("acme-dev", "dev");
    const Answer refused = add("acme-dev", "acme-dev");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "mapping_to_self");
}

TEST_P(Mappings, M7_CanBeChangedAndRemovedAndEachChangeIsTold) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    map("acme-dev", "acme-uat");
    EXPECT_EQ(change("acme-dev", "acme-uat", "sibling").status, 200);
    EXPECT_THAT(items_of(list("acme-dev"), "relation"), ElementsAre("sibling"));
    EXPECT_EQ(remove("acme-dev", "acme-uat").status, 204);
    EXPECT_THAT(items_of(list("acme-dev"), "target"), IsEmpty());
    EXPECT_EQ(add("acme-dev", "acme-uat").status, 201);

    const Answer told = changes("acme-dev");
    EXPECT_THAT(items_of(told, "kind"),
                ElementsAre("mapping_added", "mapping_removed", "relation_changed", "mapping_added", "registered"));
    EXPECT_THAT(items_of(told, "actor"), testing::Each("ana"));
    const auto& changed = told.json().at("items").at(2);
    EXPECT_EQ(text_of(changed.at("before")), "default");
    EXPECT_EQ(text_of(changed.at("after")), "sibling");
    EXPECT_EQ(text_of(changed.at("target")), "acme-uat");
}

TEST_P(Mappings, M7_AChangedRelationKeepsWhoCreatedTheMappingAndWhen) {
    platform.users.push_back({"ben", {{"acme-dev"}}});
    start_company();
    const auto created = list("acme-dev").json().at("items").at(2);
    EXPECT_EQ(text_of(created.at("target")), "acme-uat");
    const Answer changed =
        api("ben", "PATCH", "/organizations/acme-dev/mappings/acme-uat", R"({"relation": "sibling"})");
    EXPECT_EQ(changed.json().at("created_at"), created.at("created_at"));
    EXPECT_EQ(text_of(changed.json().at("created_by")), "ana");
    EXPECT_EQ(text_of(changes("acme-dev").json().at("items").at(0).at("actor")), "ben");
    EXPECT_EQ(text_of(list("acme-dev").json().at("items").at(2).at("created_by")), "ana");
}

TEST_P(Mappings, M6_ASecondTimeIsToldAloneEvenWhenTheTargetIsHidden) {
    platform.users.push_back({"ben", {{"acme-dev"}}});
    start_company();
    const Answer refused = add("acme-dev", "acme-uat", "default", "ben");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.failures(), ElementsAre("mapping_exists"));
}

TEST_P(Mappings, M7_ARemovedMappingStopsPromotions) {
    start_company();
    EXPECT_EQ(remove("acme-dev", "acme-uat").status, 204);
    EXPECT_THAT(promote({}, "acme-uat").failures(), ElementsAre("mapping_missing"));
}

TEST_P(Mappings, M7_WhatDoesNotExistIsNotFound) {
    start_company();
    EXPECT_EQ(change("acme-dev", "acme-prod", "sibling").status, 404);
    EXPECT_EQ(remove("acme-dev", "acme-prod").status, 404);
    EXPECT_EQ(remove("acme-dev", "absent").status, 404);
    EXPECT_THAT(remove("absent", "acme-dev").status, testing::AnyOf(403, 404));
}

TEST_P(Mappings, M7_ChangingToTheSameRelationTellsNothing) {
    start_company();
    const auto before = items_of(changes("acme-dev"), "id");
    EXPECT_EQ(change("acme-dev", "acme-uat", "default").status, 200);
    EXPECT_EQ(items_of(changes("acme-dev"), "id"), before);
}

TEST_P(Mappings, O5_TwoProdOrganizationsCanBeSiblingsButNeverPromote) {
    add_dataflow({"acme-prod", "flow", {TestVersion{}}});
    start_company();
    EXPECT_EQ(add("acme-prod", "acme-prod2", "sibling").status, 201);
    EXPECT_THAT(
        items_of(api("ana", "GET", version_path("acme-prod", "flow", 1) + "/promotion-targets"), "organization"),
        IsEmpty());
    EXPECT_THAT(promote({"acme-prod", "flow"}, "acme-prod2").failures(), ElementsAre("hierarchy_forbids"));
}

TEST_P(Mappings, A4_ChangesNeedTheAdminPermissionOfTheSource) {
    start_company();
    const std::vector<Answer> refused{
        add("acme-dev", "acme-prod", "default", "vic"),
        api("vic", "PATCH", "/organizations/acme-dev/mappings/acme-uat", R"({"relation": "sibling"})"),
        api("vic", "DELETE", "/organizations/acme-dev/mappings/acme-uat"),
    };
    for (const Answer& answer : refused) {
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), "admin_permission_missing");
    }
    EXPECT_EQ(list("acme-dev").json().at("items").as_array().size(), 4U);
}

TEST_P(Mappings, M1_TheMapShowsOrganizationsAndMappings) {
    start_company();
    const Answer map_answer = api("vic", "GET", "/organization-map");
    EXPECT_EQ(map_answer.status, 200);
    EXPECT_EQ(map_answer.json().at("organizations").as_array().size(), 13U);
    EXPECT_EQ(map_answer.json().at("mappings").as_array().size(), 4U);
    EXPECT_TRUE(api("stranger", "GET", "/organization-map").json().at("organizations").as_array().empty());
}

NEO_ON_EVERY_BACKEND(Mappings);

}  // namespace
}  // namespace neo::e2e
