// What the mock host's versions have, and who holds which trigger: service/dataflows.h, word for word.
#include <neo/testing/platform.hpp>

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <variant>

namespace {

using namespace neo::testing;
namespace sdk = neo::sdk;

class MockVersions : public ::testing::Test {
protected:
    MockVersions() {
        platform.change_organization("uat", [](Organization& all) {
            all.applications["crm"] = {"crm", "CRM", ApplicationKind::custom};
        });
        platform.change_user("ana", [](User& user) { user.grants["*"] = {"neo.promote"}; });
    }

    void dataflow(const std::string& id, const std::string& versions, const std::string& more = "") {
        platform.add_dataflow(R"({"organization": "uat", "id": ")" + id + "\"" + more + R"(, "versions": [)" +
                              versions + "]}");
    }
    static std::string version(const std::string& state, const std::string& url, const std::string& method = "POST") {
        return R"({"state": ")" + state + R"(", "trigger": {"url": ")" + url + R"(", "method": ")" + method + "\"}}";
    }
    std::string holder(const std::string& url, const std::string& method = "POST") {
        const auto found = platform.find_by_trigger("uat", {url, method});
        return found ? found->dataflow : "nobody";
    }
    sdk::Version told(const std::string& id, int number) { return platform.get_version({"uat", id, number}).value(); }
    sdk::ApplyRequest request(const std::optional<std::string>& expected, const std::string& url) {
        return {.fence = 1,
                .promotion_key = std::string(63, 'a') + std::to_string(count_++ % 10),
                .payload_hash = std::string(64, '0'),
                .actor = "ana",
                .source = {"uat", "source", 1},
                .target_organization = "uat",
                .target_application = "crm",
                .expected_dataflow = expected,
                .name = "Name",
                .trigger = {url, "POST"},
                .module = std::nullopt,
                .global = false,
                .content = R"({"blocks":[],"connections":[]})"};
    }
    neo_status apply(const sdk::ApplyRequest& request) {
        const auto applied = platform.apply(request);
        return applied ? NEO_OK : applied.error().status;
    }

    Platform platform;
    int count_ = 0;
};

TEST_F(MockVersions, T5_ADataflowHoldsTheTriggersOfItsApprovedVersionsElseOfItsDrafts) {
    dataflow("orders", version("approved", "/a") + "," + version("live", "/l") + "," + version("draft", "/d") + "," +
                           version("rejected", "/r"));
    dataflow("drafts",
             version("draft", "/d") + "," + version("awaiting_approval", "/w") + "," + version("rejected", "/r"));
    EXPECT_EQ(holder("/a"), "orders");
    EXPECT_EQ(holder("/l"), "orders");
    EXPECT_EQ(holder("/d"), "drafts");
    EXPECT_EQ(holder("/w"), "drafts");
    EXPECT_EQ(holder("/r"), "nobody");
}

TEST_F(MockVersions, U5_WhatIsLetGoGoesToTheFirstThatWaits) {
    dataflow("holder", version("awaiting_approval", "/t"));
    dataflow("c", version("draft", "/t"));
    dataflow("b", version("draft", "/t"));
    EXPECT_EQ(holder("/t"), "holder");
    platform.set_state("uat", "holder", 1, "rejected");
    EXPECT_EQ(holder("/t"), "b");
    platform.set_state("uat", "holder", 1, "draft");
    EXPECT_EQ(holder("/t"), "b");
    EXPECT_THROW(platform.set_state("uat", "c", 1, "approved"), std::invalid_argument);
    platform.set_state("uat", "b", 1, "approved");
    EXPECT_EQ(holder("/t"), "b");
}

TEST_F(MockVersions, T5_MethodsAreComparedWithoutCaseAndShownAsWritten) {
    dataflow("orders", version("approved", "/t", "post"));
    EXPECT_EQ(holder("/t", "POST"), "orders");
    EXPECT_EQ(holder("/t", "pOST"), "orders");
    EXPECT_EQ(told("orders", 1).trigger.method, "post");
    EXPECT_EQ(apply(request(std::nullopt, "/t")), NEO_CONFLICT);
}

TEST_F(MockVersions, E6_ModuleAndGlobalAreTheVersions) {
    dataflow("orders",
             R"({"trigger": {"url": "/t", "method": "POST"}}, {"module": "own", "global": false, "state": "draft"})",
             R"(, "module": "loyalty", "global": true)");
    EXPECT_EQ(told("orders", 1).module, "loyalty");
    EXPECT_TRUE(told("orders", 1).global);
    EXPECT_EQ(told("orders", 2).module, "own");
    EXPECT_FALSE(told("orders", 2).global);
    EXPECT_EQ(platform.dataflow("uat", "orders")->module, "loyalty") << "of its newest approved version";
    ASSERT_EQ(apply(request("orders", "/t")), NEO_OK);
    EXPECT_EQ(told("orders", 3).module, std::nullopt);
    EXPECT_EQ(told("orders", 4).module, std::nullopt);
    EXPECT_EQ(platform.dataflow("uat", "orders")->module, std::nullopt);
    EXPECT_FALSE(platform.dataflow("uat", "orders")->global);
    sdk::ApplyRequest with_module = request(std::nullopt, "/new");
    with_module.module = "m";
    with_module.global = true;
    ASSERT_EQ(apply(with_module), NEO_OK);
    EXPECT_EQ(platform.get_dataflow("uat", "source")->module, "m");
    EXPECT_TRUE(told("source", 2).global);
}

TEST_F(MockVersions, AnEtagIsAnotherAfterEachChange) {
    dataflow("orders", version("draft", "/t"));
    const auto etag = [&] { return told("orders", 1).etag.value(); };
    const std::string first = etag();
    EXPECT_EQ(etag(), first);
    platform.set_state("uat", "orders", 1, "awaiting_approval");
    const std::string second = etag();
    EXPECT_NE(second, first);
    platform.set_content("uat", "orders", 1, R"({"blocks":[ ],"connections":[]})");
    EXPECT_NE(etag(), second);
}

TEST_F(MockVersions, E3_ContentsAreReadWhereTheyEnter) {
    const auto with_content = [&](const char* content) {
        sdk::ApplyRequest wanted = request(std::nullopt, "/t");
        wanted.content = content;
        return wanted;
    };
    for (const char* content : {"", R"({"blocks":[],"bl\u006fcks":[],"connections":[]})",
                                R"({"blocks":[1],"connections":[]})", R"({"blocks":["\ud800"],"connections":[]})"})
        EXPECT_EQ(apply(with_content(content)), NEO_INVALID) << content;
    EXPECT_EQ(holder("/t"), "nobody");
    EXPECT_EQ(apply(with_content(R"({"bl\u006fcks":[ ],"connections":[]})")), NEO_OK);
    EXPECT_EQ(*told("source", 1).content, R"({"bl\u006fcks":[ ],"connections":[]})");
}

TEST_F(MockVersions, T7_WhatComesToADataflowThatIsThereIsJudgedByWhereThatStands) {
    platform.change_organization("uat", [](Organization& all) {
        all.applications["erp"] = {"erp", "ERP", ApplicationKind::custom};
    });
    dataflow("orders", version("approved", "/t"), R"(, "application": "erp")");
    sdk::ApplyRequest wanted = request("orders", "/t");
    wanted.target_application = "nowhere";
    const auto applied = platform.apply(wanted);
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->target.application, "erp");

    platform.change_organization("uat",
                                 [](Organization& all) { all.applications["erp"].kind = ApplicationKind::middleware; });
    EXPECT_EQ(apply(request("orders", "/t")), NEO_INVALID);
    platform.change_organization("uat", [](Organization& all) { all.applications.erase("erp"); });
    EXPECT_EQ(apply(request("orders", "/t")), NEO_NOT_FOUND);
}

TEST_F(MockVersions, T5_WhoHoldsTheTriggerIsAskedBeforeWhereItShallStand) {
    dataflow("orders", version("approved", "/t"));
    sdk::ApplyRequest wanted = request(std::nullopt, "/t");
    wanted.target_application = "nowhere";
    EXPECT_EQ(apply(wanted), NEO_CONFLICT);
    wanted.trigger.url = "/free";
    EXPECT_EQ(apply(wanted), NEO_NOT_FOUND);
}

TEST_F(MockVersions, WhoMayNotIsToldSoAlsoOfAnOrganizationThatDoesNotExist) {
    sdk::ApplyRequest wanted = request(std::nullopt, "/t");
    wanted.source.organization = "gone";
    EXPECT_EQ(apply(wanted), NEO_NOT_FOUND);
    wanted.actor = "bob";
    EXPECT_EQ(apply(wanted), NEO_DENIED);
}

TEST_F(MockVersions, AnIdThatIsTakenGetsANumberAndStaysAnId) {
    const std::string longest = std::string(197, 'x') + "\xc3\xa4" + "y";
    for (const char* url : {"/1", "/2"}) {
        sdk::ApplyRequest wanted = request(std::nullopt, url);
        wanted.source.dataflow = longest;
        ASSERT_EQ(apply(wanted), NEO_OK);
    }
    EXPECT_EQ(holder("/1"), longest);
    EXPECT_EQ(holder("/2"), std::string(197, 'x') + "-2");
}

TEST_F(MockVersions, AnAbortSaysTheHighestFenceThatIsBarred) {
    const auto barred = [this](std::int64_t fence) {
        return std::get<sdk::Barred>(platform.abort(std::string(64, 'b'), fence).value()).barred;
    };
    EXPECT_EQ(barred(3), 3);
    EXPECT_EQ(barred(1), 3);
    EXPECT_EQ(barred(4), 4);
}

}  // namespace
