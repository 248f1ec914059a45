// What stands in many dataflows at once, of hosts that tell it in one answer and of those that are asked for each.
#include "scene.hpp"

#include <neo/host/service/dataflows.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace neo::apptest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Asked = std::vector<ports::DataflowId>;

// "dev/welcome in crm: 2, live 1 /welcome", in the order of the ids.
std::vector<std::string> told(result<std::vector<ports::Head>> heads) {
    if (!heads) return {heads.error().message};
    std::ranges::sort(*heads, {}, &ports::Head::id);
    std::vector<std::string> lines;
    for (const ports::Head& head : *heads) {
        lines.push_back(fmt::format("{}/{} in {}: {}", head.organization, head.dataflow, head.application, head.head));
        if (head.live) lines.back() += fmt::format(", live {} {}", head.live->version, head.live->trigger.url);
    }
    return lines;
}

class HeadsOf : public OnEveryStore {};
NEO_ON_EVERY_STORE(HeadsOf);

TEST_P(HeadsOf, W3_AreToldInOneAnswerOrOneByOne) {
    Scene scene(GetParam());
    scene.mock.platform.set_state("dev", "welcome", 2, "approved");
    scene.mock.platform.set_state("dev", "welcome", 1, "live");
    scene.mock.platform.add_dataflow(
        R"({"organization": "uat", "id": "new", "application": "crm", "versions": [{"state": "draft"}]})");
    const Asked asked{{"uat", "new"}, {"uat", "welcome"}, {"dev", "welcome"}, {"none", "welcome"}, {"uat", "new"}};
    const auto expected = ElementsAre("dev/welcome in crm: 2, live 1 /welcome", "uat/new in crm: 0");
    EXPECT_THAT(told(scene.services().host.heads(asked)), expected);
    const bool has_heads = GetParam() != host_of_1_0;
    EXPECT_THAT(scene.mock.recorder.calls("dataflows.list_heads"), SizeIs(has_heads ? 1 : 0));
    EXPECT_THAT(scene.mock.recorder.calls("dataflows.get_dataflow"), SizeIs(has_heads ? 0 : 4));

    scene.mock.faults.on("dataflows.list_heads").every_call().answer(NEO_UNSUPPORTED, "list_heads is left out");
    EXPECT_THAT(told(scene.services().host.heads(asked)), expected);
}

TEST_P(HeadsOf, W3_NoDataflowAsksNobody) {
    Scene scene(GetParam());
    scene.mock.recorder.clear();
    EXPECT_THAT(told(scene.services().host.heads({})), IsEmpty());
    EXPECT_THAT(scene.mock.recorder.calls(), IsEmpty());
}

TEST_P(HeadsOf, W3_ManyAreAskedForInQuestionsThatAHostTakes) {
    Scene scene(GetParam());
    Asked asked{{"dev", "welcome"}};
    for (int at = 0; at < 2 * NEO_MOST_HEADS; ++at)
        asked.push_back({"uat", fmt::format("none-{}", at)});
    EXPECT_THAT(told(scene.services().host.heads(asked)), ElementsAre("dev/welcome in crm: 2, live 2 /welcome"));
    EXPECT_THAT(scene.mock.recorder.calls("dataflows.list_heads"), SizeIs(GetParam() == host_of_1_0 ? 0 : 3));
}

TEST(Heads, W3_AnIdThatTheHostCanHaveNoneWithIsNotThere) {
    Scene scene(host_of_1_0);
    scene.mock.faults.on("dataflows.get_dataflow").call(1).answer(NEO_INVALID, "no id");
    EXPECT_THAT(told(scene.services().host.heads({{"..", "welcome"}, {"dev", "welcome"}})),
                ElementsAre("dev/welcome in crm: 2, live 2 /welcome"));
}

TEST_P(HeadsOf, W3_AHostThatDoesNotAnswerIsTold) {
    Scene scene(GetParam());
    for (const char* function : {"dataflows.list_heads", "dataflows.get_dataflow"})
        scene.mock.faults.on(function).every_call().refuse();
    const auto heads = scene.services().host.heads({{"dev", "welcome"}});
    ASSERT_FALSE(heads);
    EXPECT_EQ(heads.error().code, ErrorCode::host_unavailable);
}

TEST(Heads, W3_WhatCannotBeWorkedWithIsTheHostsFault) {
    const auto item = [](const char* dataflow, const char* head, const char* live) {
        return fmt::format(
            R"({{"organization": "dev", "dataflow": "{}", "application": "crm", "head": {}, "live": {}}})", dataflow,
            head, live);
    };
    const auto live = [](const char* version, const char* state) {
        return fmt::format(R"({{"version": {}, "state": "{}", "trigger": {{"url": "/w", "method": "GET"}}}})", version,
                           state);
    };
    const std::pair<std::string, const char*> answers[] = {
        {item("other", "1", "null"), "told of dataflow 'other' in organization 'dev', which was not asked for"},
        {item("welcome", "1", "null") + "," + item("welcome", "1", "null"), "or told before"},
        {item("welcome", "-1", "null"), "the versions that it told of dataflow 'welcome'"},
        {item("welcome", "2", live("3", "live").c_str()), "cannot be"},
        {item("welcome", "2", live("0", "live").c_str()), "cannot be"},
        {item("welcome", "2", live("1", "draft").c_str()), "cannot be"},
        {item("welcome", "\"2\"", "null"), "\"items[0].head\" is no whole number"},
    };
    for (const auto& [items, message] : answers) {
        Scene scene("memory");
        scene.mock.faults.on("dataflows.list_heads").every_call().answer(NEO_OK, R"({"items": [)" + items + "]}");
        const auto heads = scene.services().host.heads({{"dev", "welcome"}});
        ASSERT_FALSE(heads) << items;
        EXPECT_EQ(heads.error().code, ErrorCode::host_faulty);
        EXPECT_THAT(heads.error().message, HasSubstr(message));
    }
}

TEST(Heads, W3_AHostOf10ThatTellsOfAnotherDataflowIsFaultyToo) {
    Scene scene(host_of_1_0);
    scene.mock.faults.on("dataflows.get_dataflow").every_call().run([](const testing::FaultScript::Turn& turn) {
        testing::Reply reply = turn.act();
        reply.text.replace(reply.text.find("\"welcome\""), 9, "\"other\"");
        return reply;
    });
    const auto heads = scene.services().host.heads({{"dev", "welcome"}});
    ASSERT_FALSE(heads);
    EXPECT_EQ(heads.error().code, ErrorCode::host_faulty);
}

}  // namespace
}  // namespace neo::apptest
