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
    EXPECT_THAT(refusal(R"({"users": [{"id": "u", "token": "t"}, {"id": "v", "token": "t"}]})"),
                StartsWith("users[1].token: "));
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
    EXPECT_THAT(refusal(with_blocks(R"([{"config": )" + nested(62) + "}]")), HasSubstr("at most 64 deep"));
    EXPECT_THAT(refusal(with_blocks(R"([{"config": )" + nested(5000) + "}]")), HasSubstr("not JSON"));
    const auto of_size = [](std::size_t bytes) {
        const std::string frame = R"({"blocks":[{"c":""}],"connections":[]})";
        return with_blocks(R"([{"c":")" + std::string(bytes - frame.size(), 'x') + "\"}]");
    };
    EXPECT_EQ(refusal(of_size(8 * 1024 * 1024)), "");
    EXPECT_THAT(refusal(of_size(8 * 1024 * 1024 + 1)), HasSubstr("at most 8388608 bytes"));
}

TEST(PlatformFile, NamesKeysThatItDoesNotKnow) {
    const auto platform = read_platform(R"({"organizations": [{"id": "a", "neo_enable": true}], "extra": 1})", "eu");
    ASSERT_TRUE(platform);
    EXPECT_THAT(platform->unread, ::testing::ElementsAre("organizations[0].neo_enable", "extra"));
}

}  // namespace
