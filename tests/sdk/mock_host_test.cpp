// The mock host's set-up, record of calls, hooks, and its plugins' lives. What its services promise is checked by the
// conformance plugin in host_check_test.cpp.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

namespace {

using namespace neo::testing;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

TEST(SetUp, ReadsAPlatformFile) {
    MockHost host;
    host.platform(R"({
        "organizations": [{"id": "acme-dev", "name": "Acme Dev", "cluster": "us", "neo_enabled": false,
                           "modules": ["loyalty"], "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]}],
        "users": [{"id": "ana", "name": "Ana", "token": "x",
                   "grants": [{"organization": "acme-dev", "permissions": ["neo.view"]}]}],
        "dataflows": [{"organization": "acme-dev", "id": "welcome", "name": "Welcome", "application": "crm",
                       "global": true, "module": "loyalty",
                       "versions": [{"version": 3, "state": "live", "trigger": {"url": "/w", "method": "PUT"},
                                     "tags": ["a"], "blocks": [ {"n":1e2} ], "connections": []}]}]})");
    const auto dataflow = host.find_dataflow("acme-dev", "welcome");
    ASSERT_TRUE(dataflow);
    EXPECT_TRUE(dataflow->global);
    EXPECT_EQ(dataflow->module, "loyalty");
    EXPECT_EQ(dataflow->versions.at(3), (Version{3,
                                                 VersionState::live,
                                                 {"/w", "PUT"},
                                                 {"a"},
                                                 R"({"blocks":[ {"n":1e2} ],"connections":[]})",
                                                 true,
                                                 "loyalty"}));
}

TEST(SetUp, FillsInWhatATestDoesNotCareFor) {
    MockHost host;
    host.organization("acme-dev").application("crm");
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{}, {"state": "draft"}]})");
    host.version("acme-dev", "welcome").state("acme-dev", "welcome", 2, "rejected");
    const auto dataflow = host.find_dataflow("acme-dev", "welcome");
    EXPECT_EQ(dataflow->application, "crm");
    EXPECT_EQ(dataflow->versions.at(1).trigger, (Trigger{"/welcome", "POST"}));
    EXPECT_EQ(dataflow->versions.at(2).state, VersionState::rejected);
    EXPECT_EQ(dataflow->versions.at(3).state, VersionState::approved);
}

TEST(SetUp, SaysWhatIsWrong) {
    MockHost host;
    host.organization("acme-dev").application("crm");
    const auto mistake = [&](const char* dataflow, const char* says) {
        EXPECT_THAT([&] { host.dataflow(dataflow); }, ThrowsMessage<std::invalid_argument>(HasSubstr(says)));
    };
    mistake("{", "line 1, column 2: not JSON");
    mistake(R"({"id": "a", "id": "b"})", "id: stands there for the second time");
    mistake("[]", "no JSON object");
    mistake(R"({"id": "a"})", "organization is missing");
    mistake(R"({"organization": "nowhere", "id": "a"})", "no organization nowhere");
    mistake(R"({"organization": "acme-dev", "id": "a", "application": "shop"})", "no application \"shop\"");
    mistake(R"({"organization": "acme-dev", "id": "a", "versions": [{"state": "ready"}]})", "unknown state ready");
    mistake(R"({"organization": "acme-dev", "id": "b", "versions": [{"version": 1}, {"version": 1}]})",
            "has a version 1");
    mistake(R"({"organization": "acme-dev", "id": "e", "versions": [{"blocks": [1]}]})", "a block is no object");
    mistake(R"({"organization": "acme-dev", "id": "f", "versions": [{"connections": {}}]})", "must be an array");
    host.dataflow(R"({"organization": "acme-dev", "id": "c", "versions": [{}]})");
    mistake(R"({"organization": "acme-dev", "id": "d", "versions": [{"trigger": {"url": "/c", "method": "POST"}}]})",
            "holds the trigger");
    mistake(R"({"organization": "acme-dev", "id": "g", "versions": [{"trigger": {"url": "/c", "method": "post"}}]})",
            "holds the trigger");
    host.dataflow(R"({"organization": "acme-dev", "id": "h", "versions": [{"state": "draft",
                      "trigger": {"url": "/c", "method": "post"}}]})");
    EXPECT_THROW(host.state("acme-dev", "h", 1, "approved"), std::invalid_argument);
    EXPECT_EQ(host.find_dataflow("acme-dev", "h")->versions.at(1).state, VersionState::draft);
    EXPECT_THROW(host.content("acme-dev", "h", 2, ""), std::invalid_argument);
    EXPECT_THAT([&] { host.organization("acme-dev").application("shop", "special"); },
                ThrowsMessage<std::invalid_argument>(HasSubstr("unknown kind special")));
    EXPECT_THROW(host.state("acme-dev", "c", 9, "live"), std::invalid_argument);
}

TEST(SetUp, RegistersAndMapsThroughThePluginAtStart) {
    MockHost host;
    host.organization("acme-dev").type("dev").maps_to("acme-uat");
    host.organization("acme-uat").type("uat");
    auto plugin = host.start(SAMPLE_PLUGIN);
    EXPECT_THAT(host, Called("access.check", Times(2)));
    host.user("ana").may_everything();
    const Answer again = plugin.as("ana").register_organization("acme-dev", "sit");
    EXPECT_THAT(again, IsOk());
    EXPECT_FALSE(again.created) << "the set-up did not register it";
}

TEST(SetUp, SaysWhatThePluginRefused) {
    MockHost host;
    host.organization("acme-dev").maps_to("acme-uat");
    EXPECT_THAT([&] { host.start(SAMPLE_PLUGIN); },
                ThrowsMessage<std::runtime_error>(
                    ::testing::AllOf(HasSubstr("map acme-dev to acme-uat"), HasSubstr("source_not_registered"))));
}

TEST(Streams, AreCollectedPieceByPiece) {
    MockHost host;
    auto plugin = host.start(SAMPLE_PLUGIN);
    const HttpAnswer numbers = plugin.as("ana").http("GET", "/numbers");
    EXPECT_EQ(numbers.status, 200);
    EXPECT_EQ(numbers.header("content-type"), "text/plain");
    ASSERT_TRUE(numbers.pieces);
    EXPECT_THAT(*numbers.pieces, SizeIs(100));
    EXPECT_THAT(numbers.body, ::testing::StartsWith("1\n2\n3\n"));
    EXPECT_FALSE(numbers.is_cut);

    const HttpAnswer broken_off = plugin.as("ana").http("GET", "/cut");
    EXPECT_EQ(broken_off.body, "1\n2\n");
    EXPECT_TRUE(broken_off.is_cut);
    const HttpAnswer head = plugin.as("ana").http("HEAD", "/numbers");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    EXPECT_FALSE(plugin.as("ana").http("GET", "/other").pieces) << "it answered at once";
}

TEST(Streams, AHostMayHaveNone) {
    MockHost host;
    host.without_function("http.stream");
    auto plugin = host.start(SAMPLE_PLUGIN);
    const HttpAnswer answer = plugin.as("ana").http("GET", "/numbers");
    EXPECT_FALSE(answer.pieces);
    EXPECT_EQ(answer.at("method"), "GET");
}

TEST(Calls, AreRecordedWithTheirArguments) {
    MockHost host;
    host.organization("acme-dev");
    host.user("ana").may_everything();
    auto plugin = host.start(SAMPLE_PLUGIN);
    plugin.as("ana").register_organization("acme-dev", "dev");
    const std::vector<Call> calls = host.calls("access.check");
    ASSERT_THAT(calls, SizeIs(1));
    EXPECT_EQ(calls.front().arguments.at("user"), "ana");
    EXPECT_EQ(calls.front().arguments.at("permission"), "neo.admin");
    EXPECT_EQ(calls.front().status, NEO_OK);
    EXPECT_THAT(host, Called("access.check", Times(1)));
    EXPECT_THAT(host, ::testing::Not(Called("dataflows.apply", ::testing::AtLeast(1))));
    host.forget_calls();
    EXPECT_THAT(host, Called("access.check", Times(0)));
}

TEST(Calls, AreWaitedForWithPatience) {
    const MockHost host;
    EXPECT_THAT([&] { host.wait_for_call("dataflows.find", 1, std::chrono::milliseconds(1)); },
                ThrowsMessage<std::runtime_error>(HasSubstr("dataflows.find was called 0 times, not 1")));
}

TEST(Calls, AndFaultsRefuseAMisspeltName) {
    MockHost host;
    const auto misspelt = ThrowsMessage<std::invalid_argument>(HasSubstr("no service function \"dataflow.apply\""));
    EXPECT_THAT([&] { host.faults().on("dataflow.apply").every_call().refuse(); }, misspelt);
    EXPECT_THAT([&] { host.calls("dataflow.apply"); }, misspelt);
    EXPECT_THAT([&] { host.recorder().count("dataflow.apply"); }, misspelt);
    EXPECT_THAT([&] { host.wait_for_call("dataflow.apply"); }, misspelt);
}

TEST(Plugin, IsAskedOverHttpToo) {
    MockHost host;
    auto plugin = host.start(SAMPLE_PLUGIN);
    const HttpAnswer answer = plugin.as("ana").http("GET", "/api/v1/me");
    EXPECT_THAT(answer, HasHttpStatus(200));
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(answer.at("user"), "ana");
    EXPECT_EQ(plugin.as("").http("GET", "/").at("user"), "");
}

TEST(Plugin, SaysWhichHookItLacks) {
    MockHost host;
    auto plugin = host.start(SAMPLE_PLUGIN);
    EXPECT_THAT([&] { plugin.as("ana").history(); }, ThrowsMessage<std::logic_error>(HasSubstr("history/1")));
    plugin.stop();
    EXPECT_THAT([&] { plugin.as("ana").http("GET", "/"); }, ThrowsMessage<std::logic_error>(HasSubstr("stopped")));
}

TEST(Plugin, TwoOfThemShareOnePlatform) {
    MockHost host;
    host.organization("acme-dev");
    host.user("ana").may_everything();
    auto one = host.start(SAMPLE_PLUGIN);
    auto two = host.start(SAMPLE_PLUGIN);
    EXPECT_TRUE(one.as("ana").register_organization("acme-dev", "dev").created);
    EXPECT_TRUE(two.as("ana").register_organization("acme-dev", "dev").created) << "their memories are their own";
    one = std::move(two);
    EXPECT_FALSE(one.as("ana").register_organization("acme-dev", "dev").created);
}

TEST(Plugin, IsStoppedWhileOthersCallIt) {
    MockHost host;
    auto plugin = host.start(SAMPLE_PLUGIN);
    std::vector<std::thread> threads;
    std::atomic<int> answered = 0;
    for (int index = 0; index < 4; ++index) {
        threads.emplace_back([&] {
            try {
                for (;;) {
                    plugin.as("ana").http("GET", "/");
                    ++answered;
                }
            } catch (const std::logic_error&) {
                // stopped
            }
        });
    }
    while (answered < 100)
        std::this_thread::yield();
    plugin.stop();
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_GE(answered, 100);
}

TEST(Directory, IsThePluginsAndGoesWithTheHost) {
    std::filesystem::path directory;
    {
        const MockHost host;
        directory = host.directory();
        EXPECT_TRUE(std::filesystem::is_directory(directory));
    }
    EXPECT_FALSE(std::filesystem::exists(directory));
}

}  // namespace
