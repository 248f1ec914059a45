#include "support/promotion_test.hpp"

namespace neo::e2e {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

// A8: tokens are made, listed and revoked at the host, and rotated without a word to its database.
class Tokens : public PromotionTest {
protected:
    int status_with(const std::string& token) const { return Client(host->port(), token).api("GET", "/me").status; }
};

TEST_P(Tokens, ATokenIsRotatedWithoutAPause) {
    start();
    const Answer made = host_api("ana", "POST", "/users/ana/tokens", R"({"name": "laptop"})");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.header("cache-control"), "no-store");
    const std::string next = text_of(made.json().at("token"));
    EXPECT_THAT(next, MatchesRegex("neo_[0-9a-f]{16}_[0-9a-f]{64}"));
    EXPECT_EQ(status_with(next), 200);
    EXPECT_EQ(status_with(token_of("ana")), 200) << "both, until the old one is revoked";

    Client ana(host->port(), next);
    const Answer listed = ana.call("GET", "/api/v1/users/ana/tokens");
    EXPECT_THAT(listed.body, Not(HasSubstr(next)));
    for (const auto& token : listed.json().at("items").as_array()) {
        if (token.at("id") == made.json().at("id")) continue;
        EXPECT_EQ(ana.call("DELETE", "/api/v1/users/ana/tokens/" + text_of(token.at("id"))).status, 204);
    }
    EXPECT_EQ(status_with(token_of("ana")), 401) << "at once";
    EXPECT_EQ(status_with(next), 200);
}

TEST_P(Tokens, WhatWasRevokedStaysSoAfterARestartThatImportsThePlatformFile) {
    start();
    const std::string next = text_of(host_api("ana", "POST", "/users/ana/tokens").json().at("token"));
    const Answer listed = host_api("ana", "GET", "/users/ana/tokens");
    Client ana(host->port(), next);
    for (const auto& token : listed.json().at("items").as_array()) {
        if (!token.at("hint").is_null()) continue;
        EXPECT_EQ(ana.call("DELETE", "/api/v1/users/ana/tokens/" + text_of(token.at("id"))).status, 204);
    }
    EXPECT_EQ(host->stop(), 0);
    host->start();
    EXPECT_EQ(status_with(token_of("ana")), 401);
    EXPECT_EQ(status_with(next), 200);
    EXPECT_THAT(host->log(), HasSubstr("users[0].token: IS NOT VALID"));
}

TEST_P(Tokens, AnImportRefusesOneThatCanBeGuessed) {
    host = std::make_unique<Host>(GetParam(), platform.json());
    const auto file = host->folder() / "short.json";
    write_file(file, R"({"users": [{"id": "short", "token": "0123456789012345678"}]})");
    const Finished refused = host->command("import", {file.string()});
    EXPECT_NE(refused.status, 0);
    EXPECT_THAT(refused.errors, HasSubstr("short.json: users[0].token: must have at least 20 characters"));
    EXPECT_THAT(refused.errors, Not(HasSubstr("0123456789012345678")));
    write_file(file, R"({"users": [{"id": "short", "token": "01234567890123456789"}]})");
    EXPECT_EQ(host->command("import", {file.string()}).status, 0);
}

NEO_ON_EVERY_BACKEND(Tokens);

}  // namespace
}  // namespace neo::e2e
