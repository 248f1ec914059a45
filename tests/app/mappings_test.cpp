// What lists, targets and the map say of a mapping is what a promotion along it would meet.
#include "invariants.hpp"

#include <plugin/app/mappings.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/targets.hpp>

namespace neo::apptest {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Mappings : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};

    app::Caller ana() { return app::Caller::load(scene.services(), "ana").value(); }
    app::MappingView mapping() {
        return *app::list_mappings(scene.services(), ana(), "dev", {}, 50).value().items.at(0);
    }
    app::MappingView on_map() { return *app::organization_map(scene.services(), ana()).value().mappings.at(0); }
    std::size_t targets() {
        return app::list_targets(scene.services(), ana(), {"dev", "welcome", 1}, {}, 50).value().items.size();
    }
    bool promotable() {
        const auto checked = app::preflight(scene.services(), ana(), {{"dev", "welcome", 1}, "uat", "crm", {}});
        return (*checked)->promotion_case.decision.failures.empty();
    }
    void change(const std::string& organization, const std::function<void(neo::testing::Organization&)>& how) {
        scene.mock.platform.change_organization(organization, how);
    }
    // Everywhere the same.
    void expect_promotable(bool expected) {
        EXPECT_EQ(promotable(), expected);
        EXPECT_EQ(!mapping().not_promotable, expected) << mapping().not_promotable.value_or("");
        EXPECT_EQ(!on_map().not_promotable, expected);
        EXPECT_EQ(targets(), expected ? 1U : 0U);
    }
};

TEST_P(Mappings, T3_SayThatOneCanPromoteExactlyWherePreflightWouldNotRefuse) {
    expect_promotable(true);
    for (const char* organization : {"dev", "uat"}) {
        change(organization, [](auto& it) { it.neo_enabled = false; });
        expect_promotable(false);
        EXPECT_THAT(*mapping().not_promotable, HasSubstr("Neo is not enabled"));
        change(organization, [](auto& it) { it.neo_enabled = true; });
        change(organization, [](auto& it) { it.cluster = "us"; });
        expect_promotable(false);
        EXPECT_THAT(*mapping().not_promotable, HasSubstr("different clusters"));
        change(organization, [](auto& it) { it.cluster = "eu"; });
    }
    ASSERT_TRUE(app::register_organization(scene.services(), ana(), "uat", domain::OrganizationType::prod));
    expect_promotable(false);
    ASSERT_TRUE(app::remove_registration(scene.services(), ana(), "uat"));
    expect_promotable(false);
    ASSERT_TRUE(app::register_organization(scene.services(), ana(), "uat", domain::OrganizationType::sit));
    expect_promotable(true);
}

TEST_P(Mappings, M2_ASiblingOfAnotherTypeIsFoundAgainInListAndMapAndAfterATypeChanged) {
    EXPECT_THAT(mapping().warnings, IsEmpty());
    ASSERT_TRUE(app::change_relation(scene.services(), ana(), "dev", "uat", domain::Relation::sibling));
    EXPECT_EQ(mapping().warnings.at(0).code, "sibling_types_differ");
    EXPECT_EQ(on_map().warnings.at(0).code, "sibling_types_differ");
    ASSERT_TRUE(app::register_organization(scene.services(), ana(), "uat", domain::OrganizationType::dev));
    EXPECT_THAT(mapping().warnings, IsEmpty());
    const auto changed = app::register_organization(scene.services(), ana(), "dev", domain::OrganizationType::sit);
    ASSERT_TRUE(changed);
    ASSERT_EQ(changed->warnings.size(), 1U);
    EXPECT_THAT(changed->warnings[0].message, HasSubstr("of type SIT and Dev"));
}

TEST_P(Mappings, E5_AMappingIntoAnotherClusterWarns) {
    scene.unmap();
    change("uat", [](auto& it) { it.cluster = "us"; });
    const auto added = app::add_mapping(scene.services(), ana(), "dev", "uat", domain::Relation::default_relation);
    ASSERT_TRUE(added);
    EXPECT_EQ((*added)->warnings.at(0).code, "different_cluster");
    EXPECT_TRUE((*added)->not_promotable);
}

TEST_P(Mappings, E7_AMappingFromAnOrganizationWithoutNeoIsRefused) {
    scene.unmap();
    change("dev", [](auto& it) { it.neo_enabled = false; });
    const auto added = app::add_mapping(scene.services(), ana(), "dev", "uat", domain::Relation::default_relation);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, "neo_not_enabled");
}

TEST_P(Mappings, M7_ARegistrationCanBeTakenBackOnceAndIsAmongTheChanges) {
    ASSERT_TRUE(app::remove_registration(scene.services(), ana(), "uat"));
    EXPECT_FALSE(app::get_organization(scene.services(), ana(), "uat").value().registration);
    const auto again = app::remove_registration(scene.services(), ana(), "uat");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "registration_unknown");
    EXPECT_EQ(again.error().kind, app::Problem::Kind::not_found);
    const auto changes = app::list_mapping_changes(scene.services(), ana(), "uat", {}).value().items;
    EXPECT_EQ(changes.at(0).kind, "registration_removed");
    EXPECT_EQ(changes.at(0).before, "uat");
}

TEST_P(Mappings, A4_TakingARegistrationBackNeedsTheAdminPermission) {
    scene.mock.platform.change_user("ben", [](neo::testing::User& user) { user.grants["uat"] = {"neo.view"}; });
    const auto ben = app::Caller::load(scene.services(), "ben").value();
    const auto removed = app::remove_registration(scene.services(), ben, "uat");
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().code, "admin_permission_missing");
}

TEST_P(Mappings, T7_AHolderThatTakesNoPromotionsLocksAndSaysWhatToDo) {
    scene.occupy_trigger("/welcome", "hid", "default");
    const auto applications =
        app::list_target_applications(scene.services(), ana(), {"dev", "welcome", 1}, "uat", {}, 50).value();
    ASSERT_TRUE(applications.locked_to);
    EXPECT_EQ(applications.locked_to->application, "default");
    EXPECT_THAT(applications.message.value_or(""), HasSubstr("move dataflow 'hid' to a custom application"));
}

NEO_ON_EVERY_STORE(Mappings);

}  // namespace neo::apptest
