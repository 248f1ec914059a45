// What stands in many dataflows at once, asked through the tables of the C ABI: of the mock host, and of hosts that
// have no such function.
#include <neo/host/cpp/give_platform.hpp>
#include <neo/host/cpp/remote_platform.hpp>
#include <neo/testing/platform.hpp>

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace {

using namespace neo::sdk;
using ::testing::FieldsAre;
using ::testing::HasSubstr;

class Heads : public ::testing::Test {
protected:
    Heads() : host({"mock", "1", "/nonexistent"}) {
        give_platform(host, platform);
        for (const char* id : {"dev", "uat"}) {
            platform.change_organization(id, [](neo::testing::Organization& organization) {
                organization.applications.emplace("crm", Application{"crm", "CRM", ApplicationKind::custom});
            });
        }
    }
    RemotePlatform remote() { return RemotePlatform::connect(host.table()).value(); }
    std::pair<neo_status, std::string> ask(const std::string& query) {
        std::string reply;
        const neo_status status =
            platform_tables::list_heads(static_cast<Platform*>(&platform), borrow(query), append_to(reply));
        return {status, reply};
    }

    neo::testing::Platform platform;
    Host host;
};

TEST_F(Heads, W3_TellOfEachWhatStandsThere) {
    platform.add_dataflow(R"({"organization": "dev", "id": "welcome", "versions": [
        {"state": "approved"}, {"state": "live", "trigger": {"url": "/l", "method": "GET"}},
        {"state": "approved", "trigger": {"url": "/other", "method": "GET"}}, {"state": "draft"}]})");
    platform.add_dataflow(R"({"organization": "uat", "id": "new", "versions": [{"state": "draft"}]})");
    const auto heads = remote().list_heads({{"uat", "new"}, {"uat", "welcome"}, {"none", "new"}, {"dev", "welcome"}});
    ASSERT_TRUE(heads) << heads.error().message;
    EXPECT_EQ(write_list(*heads),
              R"({"items":[{"organization":"uat","dataflow":"new","application":"crm","head":0,"live":null},)"
              R"({"organization":"dev","dataflow":"welcome","application":"crm","head":3,)"
              R"("live":{"version":2,"state":"live","trigger":{"url":"/l","method":"GET"}}}]})");
}

TEST_F(Heads, W3_WhatCannotBeAskedForIsRefused) {
    EXPECT_THAT(ask(R"({"dataflows":[],"later":1})"), FieldsAre(NEO_OK, R"({"items":[]})"));
    EXPECT_THAT(ask("{}"), FieldsAre(NEO_INVALID, HasSubstr("\"dataflows\" is missing")));
    EXPECT_THAT(ask(R"({"dataflows":[{"organization":"a"}]})"),
                FieldsAre(NEO_INVALID, HasSubstr("\"dataflows[0].dataflow\" is missing")));
    EXPECT_EQ(ask("no JSON").first, NEO_INVALID);
    HeadsQuery many{{NEO_MOST_HEADS, {"dev", "welcome"}}};
    EXPECT_EQ(ask(write_document(many)).first, NEO_OK);
    many.dataflows.push_back({"dev", "welcome"});
    EXPECT_THAT(ask(write_document(many)), FieldsAre(NEO_INVALID, HasSubstr("more dataflows")));
}

// Hosts that were made before it came have a shorter table; some that were only compiled anew have NULL in it.
TEST_F(Heads, W3_AHostWithoutThemIsNotAsked) {
    neo_dataflows_1 shorter = platform_tables::dataflows;
    shorter.struct_size = NEO_SIZE_THROUGH(neo_dataflows_1, get_case);
    neo_dataflows_1 unfilled = platform_tables::dataflows;
    unfilled.list_heads = nullptr;
    for (const neo_dataflows_1& table : {shorter, unfilled}) {
        host.give(table, static_cast<Platform*>(&platform));
        EXPECT_EQ(remote().list_heads({{"dev", "welcome"}}).error().status, NEO_UNSUPPORTED);
        EXPECT_TRUE(remote().get_case("ana", {"dev", "welcome", 2}, "uat"));
    }
    EXPECT_EQ(platform.neo::sdk::Platform::list_heads({}).error().status, NEO_UNSUPPORTED);
}

}  // namespace
