#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <array>
#include <regex>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Registration : public PromotionTest {
protected:
    Answer put(const std::string& organization, const std::string& body, const std::string& user = "ana") const {
        return api(user, "PUT", "/organizations/" + organization + "/registration", body);
    }
};

TEST_P(Registration, O1_O3_EachOfTheSixTypesIsRegisteredAndShown) {
    start();
    const std::array<std::pair<const char*, const char*>, 6> types{{{"acme-dev", "dev"},
                                                                    {"acme-sit", "sit"},
                                                                    {"acme-uat", "uat"},
                                                                    {"acme-auto", "automation"},
                                                                    {"acme-demo", "demo"},
                                                                    {"acme-prod", "prod"}}};
    for (const auto& [organization, type] : types) {
        EXPECT_TRUE(
            api("ana", "GET", "/organizations/" + std::string(organization)).json().at("registration").is_null());
        EXPECT_EQ(put(organization, fmt::format(R"({{"type": "{}"}})", type)).status, 201);
        const Answer shown = api("ana", "GET", "/organizations/" + std::string(organization));
        EXPECT_EQ(shown.status, 200);
        const auto& registration = shown.json().at("registration");
        EXPECT_EQ(text_of(registration.at("type")), type);
        EXPECT_EQ(text_of(registration.at("registered_by")), "ana");
        EXPECT_TRUE(std::regex_match(text_of(registration.at("registered_at")),
                                     std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)")));
    }
}

TEST_P(Registration, O1_AnythingElseIsNoType) {
    start();
    for (const char* body : {R"({"type": "production"})", R"({"type": "DEV"})", R"({"type": ""})", R"({"type": null})",
                             R"({"type": 1})", R"({})", R"([])", R"("dev")"})
        EXPECT_EQ(put("acme-dev", body).status, 422) << body;
    EXPECT_TRUE(api("ana", "GET", "/organizations/acme-dev").json().at("registration").is_null());
}

TEST_P(Registration, O2_NeedsNeoOnTheOrganization) {
    start();
    const Answer refused = put("acme-plain", R"({"type": "uat"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "neo_not_enabled");
    EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr("acme-plain"));
    EXPECT_TRUE(api("ana", "GET", "/organizations/acme-plain").json().at("registration").is_null());
}

TEST_P(Registration, O2_IsPossibleOnceNeoIsEnabled) {
    start();
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-plain", R"({"neo_enabled": true})").status, 200);
    EXPECT_EQ(put("acme-plain", R"({"type": "uat"})").status, 201);
}

TEST_P(Registration, O2_AnOrganizationWithNeoIsUnknownToPromotionUntilRegistered) {
    start();
    const Answer refused = promote({}, "acme-uat");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), testing::Contains("organization_not_registered").Times(2));
}

TEST_P(Registration, M7_TheTypeCanBeChangedAndTheChangeIsInTheHistory) {
    start();
    register_organization("acme-dev", "dev");
    EXPECT_EQ(put("acme-dev", R"({"type": "sit"})").status, 200);
    EXPECT_EQ(text_of(api("ana", "GET", "/organizations/acme-dev").json().at("registration").at("type")), "sit");
    const Answer changes = api("ana", "GET", "/organizations/acme-dev/mapping-changes");
    EXPECT_THAT(items_of(changes, "kind"), ElementsAre("type_changed", "registered"));
    EXPECT_THAT(items_of(changes, "actor"), ElementsAre("ana", "ana"));
    EXPECT_THAT(items_of(changes, "after"), ElementsAre("sit", "dev"));
    EXPECT_EQ(text_of(changes.json().at("items").at(0).at("before")), "dev");
}

TEST_P(Registration, M7_RegisteringTheSameTypeAgainChangesNothing) {
    start();
    register_organization("acme-dev", "dev");
    EXPECT_EQ(put("acme-dev", R"({"type": "dev"})").status, 200);
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations/acme-dev/mapping-changes"), "kind"),
                ElementsAre("registered"));
}

TEST_P(Registration, M7_AChangedTypeKeepsTheMappings) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    map("acme-dev", "acme-uat");
    EXPECT_EQ(put("acme-dev", R"({"type": "uat"})").status, 200);
    const Answer mappings = api("ana", "GET", "/organizations/acme-dev/mappings");
    EXPECT_THAT(items_of(mappings, "target"), ElementsAre("acme-uat"));
    EXPECT_EQ(promote({}, "acme-uat").status, 201);
}

TEST_P(Registration, A4_NeedsTheAdminPermission) {
    start();
    const Answer refused = put("acme-dev", R"({"type": "dev"})", "vic");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "admin_permission_missing");
}

TEST_P(Registration, A3_OfAnInvisibleOrganizationAnswersAsOfAnUnknownOne) {
    platform.organizations.push_back({"hidden"});
    start();
    Answer hidden = put("hidden", R"({"type": "dev"})");
    Answer unknown = put("absent", R"({"type": "dev"})");
    EXPECT_EQ(hidden.status, unknown.status);
    EXPECT_EQ(std::regex_replace(hidden.body, std::regex("hidden"), "absent"), unknown.body);
}

// One organization a type, and a second one for pairs of equal types.
class Hierarchy : public PromotionTest {
protected:
    static constexpr std::array types{"dev", "sit", "uat", "automation", "demo", "prod"};

    Hierarchy() {
        TestUser& ana = platform.users.front();
        for (const std::string type : types)
            for (const std::string role : {"from-", "to-"}) {
                platform.organizations.push_back({role + type});
                ana.grants.push_back({role + type});
            }
        for (const std::string type : types)
            platform.dataflows.push_back({"from-" + type, "flow", {TestVersion{}}});
    }

    static bool allowed(const std::string& source, const std::string& target) {
        static const std::map<std::string, std::string> table{
            {"dev", "dev uat sit"}, {"sit", "sit prod automation"}, {"uat", "uat prod automation"}};
        const auto row = table.find(source);
        return row != table.end() && (" " + row->second + " ").find(" " + target + " ") != std::string::npos;
    }
};

TEST_P(Hierarchy, O4_O5_O6_T3_EveryPairOfTypesIsAllowedOrRefusedByTheTable) {
    start();
    for (const std::string type : types) {
        register_organization("from-" + type, type);
        register_organization("to-" + type, type);
    }
    for (const std::string source : types) {
        std::vector<std::string> targets;
        for (const std::string target : types) {
            SCOPED_TRACE(source + " to " + target);
            map("from-" + source, "to-" + target);
            if (allowed(source, target)) targets.push_back("to-" + target);
        }
        const Answer offered = api("ana", "GET", version_path("from-" + source, "flow", 1) + "/promotion-targets");
        EXPECT_THAT(items_of(offered, "organization"), testing::UnorderedElementsAreArray(targets)) << source;
        for (const std::string target : types) {
            SCOPED_TRACE(source + " to " + target);
            const Answer checked = preflight({"from-" + source, "flow"}, "to-" + target);
            EXPECT_EQ(checked.json().at("promotable").as_bool(), allowed(source, target));
            const Answer answer = promote({"from-" + source, "flow"}, "to-" + target);
            EXPECT_EQ(answer.status, allowed(source, target) ? 201 : 422);
            if (answer.status == 201) continue;
            EXPECT_THAT(answer.failures(), ElementsAre("hierarchy_forbids"));
            EXPECT_EQ(text_of(answer.json().at("failures").at(0).at("source_type")), source);
            EXPECT_EQ(text_of(answer.json().at("failures").at(0).at("target_type")), target);
        }
    }
}

NEO_ON_EVERY_BACKEND(Registration);
NEO_ON_EVERY_BACKEND(Hierarchy);

}  // namespace
}  // namespace neo::e2e
