// What makes answers cheap: entity tags and 304 for what a client has already, and compression for who takes it.
#include "support/description.hpp"
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <tests/support/decoded.hpp>

namespace neo::e2e {
namespace {

class Answers : public PromotionTest {
protected:
    Answer get(const std::string& user, const std::string& path, const std::string& known = {}) const {
        return as(user).api("GET", path, {}, known.empty() ? Headers{} : Headers{{"If-None-Match", known}});
    }
    Answer head(const std::string& path, const std::string& known) const {
        return as("ana").call("HEAD", "/extensions/neo/api/v1" + path, {}, {{"If-None-Match", known}});
    }
    void allow(const std::string& user, const std::string& organization, const std::string& permissions) const {
        const std::string path = fmt::format("/users/{}/grants/{}", user, organization);
        EXPECT_EQ(host_api("root", "PUT", path, fmt::format(R"({{"permissions": [{}]}})", permissions)).status, 200);
    }
};

constexpr const char* lists[]{"/me",
                              "/organizations?limit=5",
                              "/organizations?details=true",
                              "/organizations/acme-dev",
                              "/organizations/acme-dev/mappings",
                              "/organizations/acme-dev/mapping-changes",
                              "/organizations/acme-dev/applications",
                              "/organizations/acme-dev/environment",
                              "/organizations/acme-dev/people",
                              "/organizations/acme-dev/dataflows",
                              "/organizations/acme-dev/dataflows/welcome",
                              "/organizations/acme-dev/dataflows/welcome/versions/1/promotion-targets",
                              "/organizations/acme-dev/dataflows/welcome/versions/1/recall",
                              "/organization-map",
                              "/mapping-changes",
                              "/promotions",
                              "/openapi.json"};

TEST_P(Answers, WhatAClientHasAlreadyIsNotSentAgain) {
    start_company();
    promoted({}, "acme-uat");
    for (const char* path : lists) {
        const Answer first = get("ana", path);
        ASSERT_EQ(first.status, 200) << path;
        const std::string tag = first.header("etag");
        EXPECT_THAT(tag, testing::MatchesRegex("W/\"[0-9a-f]{32}\"")) << path;
        EXPECT_EQ(first.header("cache-control"), "no-store") << path;
        const std::string strong = tag.substr(2);
        for (const std::string& known :
             {tag, strong, std::string("*"), "\"other\", W/\"x,y\" ,\t" + tag, "\"unended" + strong}) {
            const bool is_known = known.find("unended") == std::string::npos;
            const Answer again = get("ana", path, known);
            EXPECT_EQ(again.status, is_known ? 304 : 200) << path << " " << known;
            EXPECT_EQ(again.header("etag"), tag);
            EXPECT_EQ(again.header("cache-control"), "no-store");
            EXPECT_EQ(again.body, is_known ? "" : first.body);
            EXPECT_EQ(again.header("content-type"), is_known ? "" : "application/json");
        }
        EXPECT_EQ(head(path, tag).status, 304) << path;
        EXPECT_EQ(head(path, "\"other\"").header("etag"), tag) << path;
        EXPECT_EQ(get("ana", path, "W/\"0\"").status, 200) << path;
    }
    EXPECT_EQ(
        as("ana")
            .api("GET", "/me", {}, {{"If-None-Match", "\"a\""}, {"if-none-match", get("ana", "/me").header("etag")}})
            .status,
        304)
        << "the list may stand in several headers";
}

TEST_P(Answers, EveryChangeIsSent) {
    start_company();
    std::string promotions = get("ana", "/promotions").header("etag");
    for (const char* target : {"acme-uat", "acme-sit"}) {
        promoted({}, target);
        const Answer changed = get("ana", "/promotions", promotions);
        EXPECT_EQ(changed.status, 200);
        EXPECT_EQ(text_of(changed.json().at("items").at(0).at("target").at("organization")), target);
        promotions = changed.header("etag");
        EXPECT_EQ(get("ana", "/promotions", promotions).status, 304);
    }
    const std::string mappings = get("ana", "/organizations/acme-dev/mappings").header("etag");
    EXPECT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    EXPECT_EQ(get("ana", "/organizations/acme-dev/mappings", mappings).status, 200);
}

TEST_P(Answers, A3_WhoMayNotSeeItAnyMoreIsToldSo) {
    start_company();
    const char* paths[]{"/organizations/acme-dev", "/organizations/acme-dev/mappings",
                        "/organizations/acme-dev/dataflows", "/organizations/acme-dev/dataflows/welcome"};
    std::vector<std::string> tags;
    for (const char* path : paths)
        tags.push_back(get("vic", path).header("etag"));
    const std::string me = get("vic", "/me").header("etag");
    allow("vic", "acme-dev", "");
    for (std::size_t i = 0; i < tags.size(); ++i) {
        for (const std::string& known : {tags[i], std::string("*")}) {
            const Answer answer = get("vic", paths[i], known);
            EXPECT_EQ(answer.status, 404) << paths[i];
            EXPECT_EQ(answer.header("etag"), "");
        }
    }
    EXPECT_EQ(get("vic", "/me", me).status, 200) << "it tells of one organization less";
    EXPECT_EQ(as("nobody").api("GET", "/me", {}, {{"If-None-Match", "*"}}).status, 401);
    EXPECT_EQ(get("stranger", "/organizations/acme-dev", tags[0]).status, 404);
}

TEST_P(Answers, ALessTellingAnswerIsAnother) {
    start_company();
    const std::string path = version_path("acme-dev", "welcome", 1) + "/promotion-targets";
    const Answer all = get("ana", path);
    allow("ana", "acme-uat", "");
    const Answer less = get("ana", path, all.header("etag"));
    EXPECT_EQ(less.status, 200);
    EXPECT_LT(less.body.size(), all.body.size());
}

TEST_P(Answers, AVersionKeepsTheTagThatItsHostGivesIt) {
    start_company();
    const std::string path = version_path("acme-dev", "welcome", 1);
    const Answer first = get("ana", path);
    EXPECT_THAT(first.header("etag"), testing::MatchesRegex("\"[0-9]+-[0-9]+\""));
    promoted({}, "acme-uat");
    const Answer again = get("ana", path, first.header("etag"));
    EXPECT_EQ(again.status, 200) << "the version is the same, its promotions are not";
    EXPECT_NE(again.body, first.body);
}

TEST_P(Answers, WhatIsNotReadHasNoTag) {
    start_company();
    const Answer refused = as("ana").api("POST", "/promotions", "{}", {{"If-None-Match", "*"}});
    EXPECT_EQ(refused.header("etag"), "");
    EXPECT_GE(refused.status, 400);
    const Answer created = as("ana").api("POST", "/promotions", promotion_of({}, "acme-uat"), {{"If-None-Match", "*"}});
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.header("etag"), "");
    EXPECT_EQ(get("ana", "/promotions/none", "*").status, 404);
}

TEST_P(Answers, AreCompressedForWhoTakesIt) {
    const std::string large = fmt::format(R"([{{"id": "b1", "text": "{}"}}])", std::string(100'000, 'x'));
    add_version("acme-dev", "welcome", {.number = 2, .state = "draft", .url = "/draft", .blocks = large});
    start_company();
    const std::string version = version_path("acme-dev", "welcome", 2);
    for (const std::string& path : {version, std::string("/openapi.json"), std::string("/organizations")}) {
        const std::string plain = get("ana", path).body;
        ASSERT_GT(plain.size(), 1400U) << path;
        for (const char* coding : {"gzip", "zstd"}) {
            const Answer answer =
                as("ana").call("GET", "/extensions/neo/api/v1" + path, {}, {{"Accept-Encoding", coding}});
            EXPECT_EQ(answer.header("content-encoding"), coding) << path;
            EXPECT_EQ(answer.header("vary"), "Accept-Encoding") << path;
            EXPECT_EQ(test::decoded(answer), plain) << "C5: to the byte";
            EXPECT_LT(answer.body.size(), plain.size() / 2) << path;
            if (path == version) continue;
            EXPECT_EQ(answer.header("etag"), get("ana", path).header("etag")) << "weak: of what is told, however";
            const Answer again =
                as("ana").call("GET", "/extensions/neo/api/v1" + path, {},
                               {{"Accept-Encoding", coding}, {"If-None-Match", answer.header("etag")}});
            EXPECT_EQ(again.status, 304) << path;
            EXPECT_EQ(again.header("vary"), "Accept-Encoding");
        }
    }
    EXPECT_EQ(
        as("ana").call("GET", "/extensions/neo/api/v1/me", {}, {{"Accept-Encoding", "br"}}).header("content-encoding"),
        "");
}

TEST_P(Answers, ADraftIsSavedByTheTagOfACompressedAnswer) {
    const std::string large = fmt::format(R"([{{"id": "b1", "text": "{}"}}])", std::string(10'000, 'x'));
    add_version("acme-dev", "welcome", {.number = 2, .state = "draft", .url = "/draft", .blocks = large});
    start_company();
    const Answer read = as("ana").call("GET", "/extensions/neo/api/v1" + version_path("acme-dev", "welcome", 2), {},
                                       {{"Accept-Encoding", "gzip"}});
    EXPECT_THAT(read.header("etag"), testing::EndsWith("-gzip\""));
    const auto save = [&] {
        return as("ana").call("PUT", "/api/v1" + version_path("acme-dev", "welcome", 2), R"({"blocks": []})",
                              {{"If-Match", read.header("etag")}});
    };
    EXPECT_EQ(save().status, 200);
    EXPECT_EQ(save().status, 412) << "it is another version now";
}

NEO_ON_EVERY_BACKEND(Answers);

}  // namespace
}  // namespace neo::e2e
