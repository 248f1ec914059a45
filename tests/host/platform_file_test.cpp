// Platform files: what they may say, and how what is wrong is told.
#include "platform_texts.hpp"

#include <host-sdk/reference-host/platform/platform_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string refusal(const std::string& text) {
    const auto platform = read_platform(text, "eu");
    return platform ? "" : platform.error().message;
}

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

TEST(PlatformFile, NamesThePlaceOfWhatIsNotJson) {
    EXPECT_THAT(refusal(""), HasSubstr("line 1"));
    EXPECT_THAT(refusal("{\n  \"users\": [,]\n}"), StartsWith("line 2, column 13: not JSON"));
    EXPECT_THAT(refusal("{} {}"), StartsWith("line 1, column 4: not JSON"));
    EXPECT_THAT(refusal("{\"users\": [{\"id\": \"\xff\"}]}"), StartsWith("line 1, column"));
    EXPECT_THAT(refusal("[]"), HasSubstr("must be an object"));
}

TEST(PlatformFile, NamesThePlaceOfWhatIsWrong) {
    EXPECT_THAT(refusal(R"({"organizations": [{"id": "a"}, {"id": ""}]})"), StartsWith("organizations[1].id: "));
    EXPECT_THAT(refusal(R"({"organizations": [{"id": "a"}, {"id": "a"}]})"), StartsWith("organizations[1].id: "));
    EXPECT_THAT(refusal(R"({"organizations": [{"id": "a", "applications": [{"id": "x", "kind": "big"}]}]})"),
                StartsWith("organizations[0].applications[0].kind: "));
    EXPECT_THAT(refusal(R"({"organizations": [{"id": "a", "neo_enabled": "yes"}]})"),
                StartsWith("organizations[0].neo_enabled: "));
    EXPECT_THAT(refusal(R"({"organizations": [{"id": "a", "modules": ["two words"]}]})"),
                StartsWith("organizations[0].modules: "));
    EXPECT_THAT(refusal(R"({"users": [{"id": "u", "grants": [{"organization": "o"}]}]})"),
                StartsWith("users[0].grants[0].permissions: "));
    EXPECT_THAT(
        refusal(
            R"({"users": [{"id": "u", "token": "token-of-u-and-of-v-too"}, {"id": "v", "token": "token-of-u-and-of-v-too"}]})"),
        StartsWith("users[1].token: "));
    for (const char* token : {"", "1", "0123456789012345678", "ééééééééééééééé"})
        EXPECT_THAT(refusal(R"({"users": [{"id": "u", "token": ")" + std::string(token) + "\"}]}"),
                    StartsWith("users[0].token: must have at least 20 characters"));
    EXPECT_THAT(refusal(R"({"dataflows": [{"organization": "o", "id": "d", "application": "a", "module": ""}]})"),
                StartsWith("dataflows[0].module: "));
    EXPECT_THAT(refusal(with_version(R"({"version": 0})")), StartsWith("dataflows[0].versions[0].version: "));
    EXPECT_THAT(refusal(with_version(R"({"version": 1, "state": "done"})")),
                StartsWith("dataflows[0].versions[0].state: "));
    EXPECT_THAT(refusal(with_version(R"({"version": 1, "state": "draft", "trigger": {"url": "/u"}, "blocks": []})")),
                StartsWith("dataflows[0].versions[0].trigger.method: "));
    EXPECT_THAT(refusal(with_blocks("{}")), StartsWith("dataflows[0].versions[0].blocks: "));
    EXPECT_THAT(refusal(with_blocks("[1]")), StartsWith("dataflows[0].versions[0].blocks: "));
}

TEST(PlatformFile, RefusesIdsThatCannotBeOne) {
    for (const char* id : {"*", ".", "..", "a\\u0000b", "a\\nb"})
        EXPECT_THAT(refusal(std::string(R"({"organizations": [{"id": ")") + id + "\"}]}"),
                    StartsWith("organizations[0].id: "))
            << id;
    EXPECT_THAT(refusal(R"({"users": [{"id": ")" + std::string(201, 'x') + "\"}]}"), StartsWith("users[0].id: "));
    EXPECT_EQ(refusal(R"({"users": [{"id": ")" + std::string(200, 'x') + "\"}, {\"id\": \"a/b ü\"}]}"), "");
}

TEST(PlatformFile, TakesDocumentsUpToTheirLimits) {
    EXPECT_EQ(refusal(with_blocks(R"([{"config": )" + nested(61) + "}]")), "") << "64 with what stands around it";
    EXPECT_THAT(refusal(with_blocks(R"([{"config": )" + nested(62) + "}]")),
                ::testing::AllOf(StartsWith("dataflows[0].versions[0].blocks: "), HasSubstr("too deep")));
    EXPECT_THAT(refusal(with_blocks(R"([{"config": )" + nested(5000) + "}]")), HasSubstr("not JSON"));
    const auto of_size = [](std::size_t bytes) {
        const std::string frame = R"({"blocks":[{"c":""}],"connections":[]})";
        return with_blocks(R"([{"c":")" + std::string(bytes - frame.size(), 'x') + "\"}]");
    };
    EXPECT_EQ(refusal(of_size(8 * 1024 * 1024)), "");
    EXPECT_THAT(refusal(of_size(8 * 1024 * 1024 + 1)), HasSubstr("at most 8388608 bytes"));
}

TEST(PlatformFile, NamesKeysThatItDoesNotKnow) {
    const auto unread = [](const std::string& text) { return read_platform(text, "eu").value().unread; };
    EXPECT_THAT(unread(R"({"organizations": [{"id": "a", "neo_enable": true}], "extra": 1})"),
                ::testing::ElementsAre("organizations[0].neo_enable", "extra"));
    EXPECT_THAT(
        unread(R"({"organizations": [{"id": "a", "applications": [{"id": "x", "kind": "custom", "color": 1}]}],
                           "users": [{"id": "u", "mail": "", "grants": [
                               {"organization": "a", "permissions": [], "until": 1}]}]})"),
        ::testing::ElementsAre("organizations[0].applications[0].color", "users[0].grants[0].until", "users[0].mail"));
    EXPECT_THAT(
        unread(with_version(R"({"version": 1, "state": "draft", "notes": "n",
                           "trigger": {"url": "/u", "method": "GET", "auth": "header", "responseMode": "lastNode"}})")),
        ::testing::UnorderedElementsAre("dataflows[0].versions[0].notes", "dataflows[0].versions[0].trigger.auth",
                                        "dataflows[0].versions[0].trigger.responseMode"));
}

TEST(PlatformFile, RefusesWhatStandsThereTwice) {
    const std::string trigger = R"("trigger": {"url": "/u", "method": "GET"})";
    EXPECT_EQ(refusal(with_version(R"({"version": 1, "state": "draft", "trigger": {"url": "/u", "u\u0072l": "/v",
                                       "method": "GET"}})")),
              "dataflows[0].versions[0].trigger.url: stands there for the second time");
    EXPECT_EQ(refusal(with_version(R"({"version": 1, "state": "draft", )" + trigger +
                                   R"(, "blocks": [1, 2], "\u0062locks": [{"id": "b"}]})")),
              "dataflows[0].versions[0].blocks: stands there for the second time");
    EXPECT_EQ(refusal(R"({"users": [], "users": []})"), "users: stands there for the second time");
}

TEST(PlatformFile, SaysWhichHalfOfACharacterStandsAlone) {
    EXPECT_EQ(refusal("{\n\"users\": [{\"id\": \"\\ud83d\"}]}"),
              "line 2, column 25: not JSON: \\ud83d is half of a character (a lone surrogate)");
}

TEST(PlatformFile, E6_AVersionHasAModuleOfItsOwnOrThatOfItsDataflow) {
    const auto platform = read_platform(R"({"dataflows": [{"organization": "o", "id": "d", "application": "a",
        "global": true, "module": "loyalty", "versions": [
            {"version": 1, "state": "draft", "trigger": {"url": "/u", "method": "GET"}},
            {"version": 2, "state": "draft", "trigger": {"url": "/u", "method": "GET"}, "module": null, "global": false},
            {"version": 3, "state": "draft", "trigger": {"url": "/u", "method": "GET"}, "module": "other"}]}]})",
                                        "eu");
    const auto& versions = platform.value().dataflows.front().versions;
    EXPECT_EQ(versions[0].document.head.module, "loyalty");
    EXPECT_TRUE(versions[0].document.head.global);
    EXPECT_EQ(versions[1].document.head.module, std::nullopt);
    EXPECT_FALSE(versions[1].document.head.global);
    EXPECT_EQ(versions[2].document.head.module, "other");
    EXPECT_TRUE(versions[2].document.head.global);
}

TEST(PlatformFile, C5_KeysMayBeWrittenWithEscapes) {
    const auto platform = read_platform(R"({"dat\u0061flows": [{"organization": "o", "id": "d", "application": "a",
        "\u0076ersions": [{"version": 1, "state": "draft", "trigger": {"url": "/u", "method": "GET"},
                           "bl\u006fcks": [ {"id":"b"} ]}]}]})",
                                        "eu");
    EXPECT_EQ(*platform.value().dataflows.front().versions.front().document.content,
              R"({"blocks":[ {"id":"b"} ],"connections":[]})");
}

}  // namespace
