// Who holds a trigger: the dataflow of approved and live versions, else of drafts and of what awaits approval.
#include "organization_life.hpp"
#include "trigger_rule.hpp"

#include <host-sdk/reference-host/platform/platform_file.hpp>
#include <host-sdk/reference-host/store/import.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Triggers : public ::testing::TestWithParam<std::string> {
protected:
    Triggers() : host(GetParam()), uat(host, "uat") { host.import(small_platform); }
    ~Triggers() override { EXPECT_EQ(contradiction(host), ""); }

    void import_dataflow(const std::string& id, const std::string& versions) {
        host.import(R"({"dataflows": [{"organization": "uat", "id": ")" + id +
                    R"(", "application": "crm", "versions": [)" + versions + "]}]}");
    }
    static std::string version(int number, const std::string& state, const std::string& url,
                               const std::string& method = "POST") {
        return R"({"version": )" + std::to_string(number) + R"(, "state": ")" + state + R"(", "trigger": {"url": ")" +
               url + R"(", "method": ")" + method + R"("}})";
    }

    HostStore host;
    OrganizationLife uat;
};
INSTANTIATE_TEST_SUITE_P(Backends, Triggers, every_backend(), backend_name);

TEST_P(Triggers, T5_ADataflowHoldsThoseOfItsApprovedAndLiveVersions) {
    import_dataflow("orders", version(1, "approved", "/a") + "," + version(2, "live", "/l") + "," +
                                  version(3, "draft", "/d") + "," + version(4, "awaiting_approval", "/w") + "," +
                                  version(5, "rejected", "/r"));
    EXPECT_EQ(uat.holder("/a"), "orders");
    EXPECT_EQ(uat.holder("/l"), "orders");
    for (const char* url : {"/d", "/w", "/r"})
        EXPECT_EQ(uat.holder(url), "") << url;
}

TEST_P(Triggers, T5_WithoutAnyItHoldsThoseOfItsDraftsAndOfWhatAwaitsApproval) {
    import_dataflow("orders", version(1, "draft", "/d") + "," + version(2, "awaiting_approval", "/w") + "," +
                                  version(3, "rejected", "/r"));
    EXPECT_EQ(uat.holder("/d"), "orders");
    EXPECT_EQ(uat.holder("/w"), "orders");
    EXPECT_EQ(uat.holder("/r"), "");
}

TEST_P(Triggers, U5_ADraftThatChangesItsTriggerLetsTheOldOneGo) {
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    EXPECT_EQ(uat.put("orders", 1, "/orders/new"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "");
    EXPECT_EQ(uat.holder("/orders/new"), "orders");
    EXPECT_EQ(uat.create("heir", "/orders"), "ok");
    EXPECT_EQ(uat.put("orders", 1, "/orders"), "held by heir");
    EXPECT_EQ(uat.holder("/orders/new"), "");
}

TEST_P(Triggers, ATriggerThatAnotherDraftUsesStays) {
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    EXPECT_EQ(uat.draft("orders", "/orders"), "ok");
    EXPECT_EQ(uat.put("orders", 2, "/hello"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    EXPECT_EQ(uat.holder("/hello"), "orders");
}

TEST_P(Triggers, ARejectedVersionHoldsNothingUntilItIsADraftAgain) {
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    uat.move("orders", 1, "awaiting_approval");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    EXPECT_EQ(uat.move("orders", 1, "rejected"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "");
    EXPECT_EQ(uat.move("orders", 1, "draft"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    uat.move("orders", 1, "awaiting_approval");
    uat.move("orders", 1, "rejected");
    EXPECT_EQ(uat.create("other", "/orders"), "ok");
    EXPECT_EQ(uat.move("orders", 1, "draft"), "held by other");
}

TEST_P(Triggers, TheFirstApprovalLetsGoWhatOnlyDraftsHad) {
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    EXPECT_EQ(uat.draft("orders", "/plan"), "ok");
    EXPECT_EQ(uat.create("waits", "/plan"), "held by orders");
    EXPECT_EQ(uat.approve("orders", 1), "ok");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    EXPECT_EQ(uat.holder("/plan"), "waits");
    EXPECT_EQ(uat.put("orders", 2, "/plan/2"), "ok");
    EXPECT_EQ(uat.holder("/plan/2"), "") << "a draft beside an approved version holds nothing";
}

TEST_P(Triggers, ApprovingWhatAnotherHoldsIsRefusedAndSaysWho) {
    EXPECT_EQ(uat.create("first", "/orders"), "ok");
    EXPECT_EQ(uat.create("second", "/orders"), "held by first");
    EXPECT_EQ(uat.move("second", 1, "awaiting_approval"), "held by first");
    EXPECT_EQ(uat.told_holder("second", 1), "first") << "held by a draft only";
    EXPECT_EQ(uat.approve("first", 1), "ok");
    EXPECT_EQ(uat.move("second", 1, "approved"), "trigger_taken");
    EXPECT_EQ(host.states("uat", "second"), "1 awaiting_approval");
    EXPECT_EQ(uat.move("second", 1, "rejected"), "ok") << "that can always be done";
    EXPECT_EQ(uat.move("second", 1, "draft"), "held by first");
    EXPECT_EQ(uat.draft("second", "/orders"), "held by first");
    EXPECT_EQ(uat.put("second", 2, "/own"), "ok");
    EXPECT_EQ(uat.approve("second", 2), "ok");
    EXPECT_EQ(uat.put("second", 1, "/orders"), "held by first") << "a draft beside an approved version is told too";
}

TEST_P(Triggers, WhatIsLetGoGoesToTheFirstThatWaitsByItsId) {
    EXPECT_EQ(uat.create("holder", "/t"), "ok");
    for (const char* id : {"c", "b", "d"})
        EXPECT_EQ(uat.create(id, "/t"), "held by holder");
    import_dataflow("a", version(1, "approved", "/a") + "," + version(2, "draft", "/t"));
    import_dataflow("aa", version(1, "rejected", "/t"));
    EXPECT_EQ(uat.put("holder", 1, "/other"), "ok");
    EXPECT_EQ(uat.holder("/t"), "b") << "a and aa have no right to it";
    EXPECT_EQ(uat.approve("b", 1), "ok");
    EXPECT_EQ(uat.put("c", 1, "/c"), "ok");
    EXPECT_EQ(uat.holder("/t"), "b");
}

TEST_P(Triggers, OneOrganizationsTriggersAreNotAnothers) {
    OrganizationLife dev(host, "dev");
    EXPECT_EQ(dev.create("orders", "/orders"), "ok");
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    EXPECT_EQ(dev.put("orders", 1, "/other"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    EXPECT_EQ(dev.holder("/orders"), "");
}

TEST_P(Triggers, T5_MethodsAreComparedWithoutCaseAndShownAsWritten) {
    EXPECT_EQ(uat.create("orders", "/orders", "pOsT"), "ok");
    for (const char* method : {"POST", "post", "Post"}) {
        EXPECT_EQ(uat.holder("/orders", method), "orders");
        EXPECT_EQ(uat.create(std::string("also-") + method, "/orders", method), "held by orders");
    }
    EXPECT_EQ(uat.holder("/orders", "PUT"), "");
    const auto found = host.pool().read([](sql::Connection& c) { return store::find_dataflow(c, "uat", "orders"); });
    EXPECT_EQ((*found)->versions.front().trigger.method, "pOsT");
}

TEST_P(Triggers, TheyDifferByEveryByteOfTheUrl) {
    std::string long_url = "/" + std::string(7000, 'x');
    int count = 0;
    for (const std::string& url : {std::string("/x"), std::string("/X"), std::string("/x "), std::string("/x/"),
                                   long_url, long_url + "y", std::string("/\xc3\xa9"), std::string("/e\xcc\x81")})
        EXPECT_EQ(uat.create("flow-" + std::to_string(++count), url), "ok") << url;
    EXPECT_EQ(uat.create("again", long_url), "held by flow-5");
}

TEST_P(Triggers, APromotionIntoADataflowOfDraftsLetsTheirOtherTriggersGo) {
    EXPECT_EQ(uat.create("orders", "/orders"), "ok");
    EXPECT_EQ(uat.draft("orders", "/plan"), "ok");
    EXPECT_EQ(uat.create("waits", "/plan"), "held by orders");
    EXPECT_EQ(uat.apply("welcome", "/orders", "orders"), "ok");
    EXPECT_EQ(host.states("uat", "orders"), "1 draft, 2 draft, 3 approved, 4 draft");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    EXPECT_EQ(uat.holder("/plan"), "waits");
    EXPECT_EQ(uat.apply("welcome", "/orders", "orders"), "ok");
}

TEST_P(Triggers, APromotionGoesByWhoHoldsTheTriggerAndNotByWhoElseHasADraftOfIt) {
    import_dataflow("billing", version(1, "rejected", "/orders") + "," + version(2, "live", "/billing") + "," +
                                   version(3, "draft", "/orders"));
    EXPECT_EQ(uat.apply("orders", "/orders", "billing"), store::apply_code::conflict);
    EXPECT_EQ(uat.apply("orders", "/orders"), "ok");
    EXPECT_EQ(uat.holder("/orders"), "orders");
    uat.move("billing", 3, "awaiting_approval");
    EXPECT_EQ(uat.told_holder("billing", 3), "orders");
}

TEST_P(Triggers, TheOrderInAPlatformFileDecidesNothingBetweenAnApprovedVersionAndADraft) {
    const auto warnings = [&](const std::string& text) {
        const auto platform = read_platform(text, "eu");
        const auto imported = store::import(host.pool(), platform.value());
        EXPECT_TRUE(imported) << imported.error().message;
        return imported->warnings;
    };
    const auto dataflow = [](const std::string& id, const std::string& versions) {
        return R"({"organization": "uat", "id": ")" + id + R"(", "application": "crm", "versions": [)" + versions +
               "]}";
    };
    EXPECT_THAT(warnings(R"({"dataflows": [)" + dataflow("early", version(1, "draft", "/t")) + "," +
                         dataflow("late", version(1, "draft", "/d") + "," + version(2, "live", "/t")) + "," +
                         dataflow("other", version(1, "draft", "/d")) + "]}"),
                ElementsAre(HasSubstr("dataflows[0].versions[0].trigger: the dataflow \"late\""),
                            HasSubstr("dataflows[1].versions[0].trigger: the dataflow \"other\"")));
    EXPECT_EQ(uat.holder("/t"), "late");
    EXPECT_EQ(uat.holder("/d"), "other");
    EXPECT_THAT(
        host.import_refusal(R"({"dataflows": [)" + dataflow("thief", version(1, "approved", "/t", "post")) + "]}"),
        HasSubstr("dataflows[0].versions[0].trigger: the dataflow \"late\" of the organization has the same"));
    EXPECT_THAT(host.import_refusal(R"({"dataflows": [)" + dataflow("a", version(1, "approved", "/n", "get")) + "," +
                                    dataflow("b", version(1, "approved", "/n", "GET")) + "]}"),
                HasSubstr("dataflows[1].versions[0].trigger: the dataflow \"a\""));
}

TEST_P(Triggers, WhatAProcessOfTheReleaseBeforeLeftBehindIsTakenOver) {
    import_dataflow("old", version(1, "approved", "/a") + "," + version(2, "draft", "/t"));
    const std::string claim =
        "INSERT INTO trigger_holders (trigger_hash, organization, dataflow) "
        "SELECT trigger_hash, organization, dataflow FROM versions WHERE url = '/t'";
    const auto claimed = host.pool().write("test.claim", [&](sql::Connection& connection) -> result<void> {
        connection.execute_once(claim);
        return {};
    });
    ASSERT_TRUE(claimed);
    EXPECT_EQ(uat.holder("/t"), "old");
    EXPECT_EQ(uat.create("new", "/t"), "ok");
    EXPECT_EQ(uat.holder("/t"), "new");
}

}  // namespace
