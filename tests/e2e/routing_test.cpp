#include "support/promotion_test.hpp"

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Routing : public PromotionTest {
protected:
    // A dataflow of the target's team that has the trigger of welcome.
    void target_holds_the_trigger(const std::string& application, const std::string& state = "live") {
        TestVersion version;
        version.state = state;
        version.blocks = R"([{"id": "theirs", "type": "script", "name": "Theirs", "config": {}}])";
        add_dataflow({"acme-uat", "their-welcome", {version}, application});
    }
    Answer targets() const { return api("ana", "GET", version_path("acme-dev", "welcome", 1) + "/promotion-targets"); }
    Answer applications(const std::string& target) const {
        return api("ana", "GET",
                   version_path("acme-dev", "welcome", 1) + "/promotion-targets/" + target + "/applications");
    }
    void expect_refused(const std::string& target, const std::string& application, const std::string& code) const {
        const Answer refused = promote({}, target, application);
        EXPECT_EQ(refused.status, 422);
        EXPECT_THAT(refused.failures(), ElementsAre(code));
    }
};

TEST_P(Routing, T1_T6_ANewTriggerGoesToTheChosenCustomApplication) {
    start_company();
    const Answer to_crm = promoted({}, "acme-uat", "crm");
    EXPECT_EQ(text_of(to_crm.json().at("target").at("application")), "crm");
    EXPECT_FALSE(to_crm.json().at("routed").as_bool());
    EXPECT_EQ(text_of(promoted({}, "acme-sit", "sales").json().at("target").at("application")), "sales");
}

TEST_P(Routing, T1_AnApplicationThatTheTargetLacksIsRefused) {
    start_company();
    expect_refused("acme-uat", "absent", "application_unknown");
    expect_refused("acme-uat", "CRM", "application_unknown");
}

TEST_P(Routing, T2_DefaultAndMiddlewareAreRefused) {
    start_company();
    expect_refused("acme-uat", "default", "application_not_custom");
    expect_refused("acme-uat", "middleware", "application_not_custom");
}

TEST_P(Routing, T3_TargetsAreMappedAndOfATypeItCanPromoteTo) {
    start_company();
    map("acme-dev", "acme-prod");
    map("acme-dev", "acme-demo");
    const Answer offered = targets();
    EXPECT_THAT(items_of(offered, "organization"),
                UnorderedElementsAre("acme-dev2", "acme-sit", "acme-uat", "acme-uat2"));
    for (const auto& item : offered.json().at("items").as_array())
        if (text_of(item.at("organization")) == "acme-sit") {
            EXPECT_EQ(text_of(item.at("type")), "sit");
            EXPECT_EQ(text_of(item.at("relation")), "default");
        }
}

TEST_P(Routing, T3_WithoutAMappingThereIsNoTarget) {
    start();
    register_organization("acme-dev", "dev");
    register_organization("acme-uat", "uat");
    EXPECT_THAT(items_of(targets(), "organization"), IsEmpty());
}

TEST_P(Routing, T4_OnlyCustomApplicationsAreOffered) {
    start_company();
    const Answer offered = applications("acme-uat");
    EXPECT_THAT(items_of(offered, "id"), UnorderedElementsAre("crm", "sales"));
    EXPECT_TRUE(offered.json().at("locked_to").is_null());
    EXPECT_TRUE(offered.json().at("message").is_null());
}

TEST_P(Routing, T4_WithoutACustomApplicationThePersonIsToldToCreateOne) {
    start_company();
    map("acme-dev", "acme-bare");
    const Answer offered = applications("acme-bare");
    EXPECT_THAT(items_of(offered, "id"), IsEmpty());
    EXPECT_THAT(text_of(offered.json().at("message")), HasSubstr("custom application"));
    expect_refused("acme-bare", "", "no_custom_application");
}

TEST_P(Routing, T4_OnceACustomApplicationIsCreatedThePromotionProceeds) {
    start_company();
    map("acme-dev", "acme-bare");
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-bare",
                       R"({"applications": [{"id": "new", "name": "New", "kind": "custom"}]})")
                  .status,
              200);
    EXPECT_THAT(items_of(applications("acme-bare"), "id"), ElementsAre("new"));
    EXPECT_EQ(promote({}, "acme-bare", "new").status, 201);
}

TEST_P(Routing, T5_TheApplicationThatHoldsTheTriggerIsTakenWhateverWasAsked) {
    target_holds_the_trigger("sales");
    start_company();
    const Answer offered = applications("acme-uat");
    EXPECT_EQ(text_of(offered.json().at("locked_to").at("application")), "sales");
    EXPECT_EQ(text_of(offered.json().at("locked_to").at("dataflow")), "their-welcome");
    EXPECT_THAT(text_of(offered.json().at("locked_to").at("reason")), HasSubstr("sales"));

    const Answer checked = preflight({}, "acme-uat", "crm");
    EXPECT_TRUE(checked.json().at("promotable").as_bool());
    EXPECT_EQ(text_of(checked.json().at("route").at("application")), "sales");
    EXPECT_TRUE(checked.json().at("route").at("routed").as_bool());

    const Answer answer = promoted({}, "acme-uat", "crm");
    EXPECT_TRUE(answer.json().at("routed").as_bool());
    EXPECT_EQ(text_of(answer.json().at("target").at("application")), "sales");
    EXPECT_EQ(text_of(answer.json().at("target").at("dataflow")), "their-welcome");
    EXPECT_EQ(answer.json().at("target").at("approved_version").as_int64(), 2);
    EXPECT_EQ(answer.json().at("target").at("draft_version").as_int64(), 3);
}

TEST_P(Routing, T5_TheReasonNamesTheApplicationAsPeopleKnowIt) {
    target_holds_the_trigger("sales");
    start_company();
    const std::string named = R"({"applications": [{"id": "sales", "name": "Sales desk", "kind": "custom"}]})";
    ASSERT_EQ(host_api("root", "PUT", "/organizations/acme-uat", named).status, 200);
    EXPECT_THAT(text_of(applications("acme-uat").json().at("locked_to").at("reason")), HasSubstr("'Sales desk'"));
    EXPECT_THAT(api("ana", "GET", "/organizations/acme-uat/applications").body, HasSubstr("Sales desk"));
}

TEST_P(Routing, T5_TheApplicationMayBeLeftOut) {
    target_holds_the_trigger("sales", "draft");
    start_company();
    const Answer answer = api("ana", "POST", "/promotions", promotion_of({}, "acme-uat", ""));
    EXPECT_EQ(answer.status, 201);
    EXPECT_TRUE(answer.json().at("routed").as_bool());
}

TEST_P(Routing, T5_ANullApplicationIsOneThatIsLeftOut) {
    start_company();
    const Answer refused = api("ana", "POST", "/promotions",
                               R"({"source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1},
                "target": {"organization": "acme-uat", "application": null}})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.failures(), ElementsAre("application_required"));
}

TEST_P(Routing, T5_UrlAndMethodBothCount) {
    target_holds_the_trigger("sales");
    TestVersion get;
    get.method = "GET";
    add_dataflow({"acme-dev", "get-welcome", {get}});
    start_company();
    const Answer answer = promoted({"acme-dev", "get-welcome"}, "acme-uat", "crm");
    EXPECT_FALSE(answer.json().at("routed").as_bool());
    EXPECT_NE(text_of(answer.json().at("target").at("dataflow")), "their-welcome");
}

TEST_P(Routing, T5_TriggersAreComparedByteByByte) {
    target_holds_the_trigger("sales");
    int count = 0;
    std::vector<std::string> ids;
    for (const std::string url : {"/Welcome", "/welcome/", "/welcome ", " /welcome", "welcome", "/welc\xC3\xB6me",
                                  "/welco\xCC\x88me", "/welcome?a=1", "/%77elcome"}) {
        TestVersion version;
        version.url = url;
        ids.push_back("flow-" + std::to_string(++count));
        add_dataflow({"acme-dev", ids.back(), {version}});
    }
    start_company();
    for (const auto& id : ids) {
        const Answer answer = promoted({"acme-dev", id}, "acme-uat", "crm");
        EXPECT_FALSE(answer.json().at("routed").as_bool()) << id;
    }
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-uat/dataflows").json().at("items").as_array().size(),
              ids.size() + 1);
}

TEST_P(Routing, T6_ANewTriggerNeedsAnApplication) {
    start_company();
    expect_refused("acme-uat", "", "application_required");
}

TEST_P(Routing, T7_ATriggerHeldByDefaultOrMiddlewareIsNoWayRoundT2) {
    for (const std::string application : {"default", "middleware"}) {
        TestVersion version;
        version.url = "/" + application;
        add_dataflow({"acme-dev", "of-" + application, {version}});
        add_dataflow({"acme-uat", "in-" + application, {version}, application});
    }
    start_company();
    for (const std::string application : {"default", "middleware"})
        for (const std::string asked : {"crm", "", "default", "middleware"}) {
            const Answer refused = promote({"acme-dev", "of-" + application}, "acme-uat", asked);
            EXPECT_EQ(refused.status, 422);
            EXPECT_THAT(refused.failures(), ElementsAre("application_not_custom"));
            EXPECT_THAT(text_of(refused.json().at("failures").at(0).at("message")), HasSubstr(application));
        }
}

TEST_P(Routing, T5_AllHoldsForADataflowThatAnEarlierPromotionCreated) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat", "sales");
    const Answer second = promoted({"acme-dev", "welcome", 2}, "acme-uat", "crm");
    EXPECT_TRUE(second.json().at("routed").as_bool());
    EXPECT_EQ(text_of(second.json().at("target").at("application")), "sales");
}

NEO_ON_EVERY_BACKEND(Routing);

}  // namespace
}  // namespace neo::e2e
