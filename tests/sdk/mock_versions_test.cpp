// What the mock host's versions have, and who holds which trigger: service/dataflows.h, word for word.
#include <neo/testing/platform.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace {

using namespace neo::testing;
namespace json = boost::json;

class MockVersions : public ::testing::Test {
protected:
    MockVersions() {
        platform.change_organization("uat", [](Organization& all) {
            all.applications["crm"] = {"crm", "CRM", "custom"};
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
        const Reply reply = platform.find_by_trigger("uat", method, url);
        return reply.status == NEO_OK ? std::string(json::parse(reply.text).at("dataflow").as_string()) : "nobody";
    }
    json::object told(const std::string& id, int number) {
        return json::parse(platform.get_version("uat", id, number).text).as_object();
    }
    neo_status apply(const std::string& expected, const std::string& url, const std::string& module, bool global,
                     const std::string& content = R"({"blocks":[],"connections":[]})") {
        Platform::ApplyRequest request;
        request.key = std::string(63, 'a') + std::to_string(count_++ % 10);
        request.payload_hash = std::string(64, '0');
        request.fence = 1;
        request.actor = "ana";
        request.source_organization = request.target_organization = "uat";
        request.source_dataflow = "source";
        request.target_application = "crm";
        request.expected_dataflow = expected;
        request.name = "Name";
        request.method = "POST";
        request.url = url;
        request.module = module;
        request.global = global;
        request.content = content;
        return platform.apply(request).status;
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
    EXPECT_EQ(told("orders", 1).at("trigger").at("method").as_string(), "post");
    EXPECT_EQ(apply("", "/t", "", false), NEO_CONFLICT);
}

TEST_F(MockVersions, E6_ModuleAndGlobalAreTheVersions) {
    dataflow("orders",
             R"({"trigger": {"url": "/t", "method": "POST"}}, {"module": "own", "global": false, "state": "draft"})",
             R"(, "module": "loyalty", "global": true)");
    EXPECT_EQ(told("orders", 1).at("module"), "loyalty");
    EXPECT_EQ(told("orders", 1).at("global"), true);
    EXPECT_EQ(told("orders", 2).at("module"), "own");
    EXPECT_EQ(told("orders", 2).at("global"), false);
    EXPECT_EQ(platform.dataflow("uat", "orders")->module, "loyalty") << "of its newest approved version";
    ASSERT_EQ(apply("orders", "/t", "", false), NEO_OK);
    EXPECT_TRUE(told("orders", 3).at("module").is_null());
    EXPECT_TRUE(told("orders", 4).at("module").is_null());
    EXPECT_EQ(platform.dataflow("uat", "orders")->module, std::nullopt);
    EXPECT_FALSE(platform.dataflow("uat", "orders")->global);
    ASSERT_EQ(apply("", "/new", "m", true), NEO_OK);
    EXPECT_EQ(json::parse(platform.get_dataflow("uat", "source").text).at("module"), "m");
    EXPECT_EQ(told("source", 2).at("global"), true);
}

TEST_F(MockVersions, AnEtagIsAnotherAfterEachChange) {
    dataflow("orders", version("draft", "/t"));
    const auto etag = [&] { return std::string(told("orders", 1).at("etag").as_string()); };
    const std::string first = etag();
    EXPECT_EQ(etag(), first);
    platform.set_state("uat", "orders", 1, "awaiting_approval");
    const std::string second = etag();
    EXPECT_NE(second, first);
    platform.set_content("uat", "orders", 1, R"({"blocks":[ ],"connections":[]})");
    EXPECT_NE(etag(), second);
}

TEST_F(MockVersions, E3_ContentsAreReadWhereTheyEnter) {
    for (const char* content : {"", R"({"blocks":[],"bl\u006fcks":[],"connections":[]})",
                                R"({"blocks":[1],"connections":[]})", R"({"blocks":["\ud800"],"connections":[]})"})
        EXPECT_EQ(apply("", "/t", "", false, content), NEO_INVALID) << content;
    EXPECT_EQ(holder("/t"), "nobody");
    EXPECT_EQ(apply("", "/t", "", false, R"({"bl\u006fcks":[ ],"connections":[]})"), NEO_OK);
    EXPECT_EQ(platform.get_version("uat", "source", 1).content, R"({"bl\u006fcks":[ ],"connections":[]})");
}

}  // namespace
