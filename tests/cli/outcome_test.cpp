// `neo promote` when the server does not say at once what came of it, and what answers that is no server.
#include "fake_server.hpp"
#include "neo.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const std::string soon = "Retry-After: 1\r\n";
const std::string ended = R"({"id": "p1", "status": "succeeded", "source": {}, "target": {}, "failures": []})";
const std::string begun = R"({"id": "p1", "status": "in_progress", "source": {}, "target": {}, "failures": []})";
const std::string token = "token-of-somebody-0123456789";

class Outcome : public testing::Test {
protected:
    static Finished promote(const FakeServer& server, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"promote", "--from", "acme-dev/welcome@1", "--to", "acme-uat"});
        return Neo(server.url(), token)(more);
    }
    static std::string problem(int status, const std::string& code) {
        return R"({"status": )" + std::to_string(status) + R"(, "title": "", "detail": "Not now.", "code": ")" + code +
               "\"}";
    }
};

TEST_F(Outcome, APromotionInProgressIsFollowedToItsEnd) {
    const FakeServer server(
        {{202, begun, soon}, {200, begun, soon}, {503, problem(503, "unavailable"), soon}, {200, ended}});
    const Finished told = promote(server, {"--json"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_EQ(told.output, ended);
    const auto asked = server.received();
    ASSERT_THAT(asked, SizeIs(4));
    EXPECT_THAT(asked[0].head, StartsWith("POST /extensions/neo/api/v1/promotions HTTP"));
    EXPECT_THAT(asked[3].head, StartsWith("GET /extensions/neo/api/v1/promotions/p1 HTTP"));
    EXPECT_THAT(told.errors, HasSubstr("--idempotency-key " + asked[0].header("Idempotency-Key")));
}

TEST_F(Outcome, APromotionThatFailedIsToldByTheExitCode) {
    const FakeServer server(
        {{202, begun, soon}, {200, R"({"id": "p1", "status": "failed", "failures": [{"code": "target_changed"}]})"}});
    const Finished told = promote(server);
    EXPECT_EQ(told.status, 1);
    EXPECT_THAT(told.output, AllOf(HasSubstr("failed"), HasSubstr("target_changed")));
}

// The answer is lost, the database does not say, a proxy gave up: the same key asks what became of it.
TEST_F(Outcome, U2_AnUnknownOutcomeIsAskedForUnderTheSameKey) {
    const FakeServer server(
        {{0}, {503, problem(503, "store_unavailable"), soon}, {504, "<html>gave up</html>", soon}, {201, ended}});
    const Finished told = promote(server, {"--reason", "asked for"});
    EXPECT_EQ(told.status, 0) << told.errors;
    const auto asked = server.received();
    ASSERT_THAT(asked, SizeIs(4));
    for (const Received& one : asked) {
        EXPECT_THAT(one.header("Idempotency-Key"), SizeIs(32));
        EXPECT_EQ(one.header("Idempotency-Key"), asked[0].header("Idempotency-Key"));
        EXPECT_EQ(one.body, asked[0].body);
    }
}

TEST_F(Outcome, TwoPromotionsHaveTwoKeys) {
    const FakeServer server({{201, ended}});
    promote(server);
    promote(server);
    const auto asked = server.received();
    ASSERT_THAT(asked, SizeIs(2));
    EXPECT_NE(asked[0].header("Idempotency-Key"), asked[1].header("Idempotency-Key"));
}

TEST_F(Outcome, WhatStaysUnknownIsToldWithTheKeyToAskAgain) {
    const FakeServer silent({FakeAnswer{FakeAnswer::hang_up}});
    const Finished unknown = promote(silent, {"--wait", "3", "--idempotency-key", "my-key"});
    EXPECT_EQ(unknown.status, 3);
    EXPECT_GE(silent.received().size(), 2U);
    EXPECT_THAT(unknown.errors, HasSubstr("not known: ask again with --idempotency-key my-key"));

    const FakeServer slow({{202, begun, soon}, {200, begun, soon}});
    const Finished pending = promote(slow, {"--wait", "2", "--json"});
    EXPECT_EQ(pending.status, 3);
    EXPECT_EQ(pending.output, begun);

    const FakeServer busy({{503, problem(503, "host_unavailable"), soon}});
    const Finished later = promote(busy, {"--wait", "0", "--json"});
    EXPECT_EQ(later.status, 3);
    EXPECT_EQ(busy.received().size(), 1U);
    EXPECT_EQ(later.output, problem(503, "host_unavailable"));
}

TEST_F(Outcome, AReplayOfHowItEndedIsTheEnd) {
    const FakeServer server({{503, R"({"status": 503, "detail": "", "code": "host_unavailable", "replayed": true})"}});
    EXPECT_EQ(promote(server).status, 3);
    EXPECT_EQ(server.received().size(), 1U);
}

TEST_F(Outcome, AServerThatIsNotThereIsToldAtOnce) {
    const auto started = std::chrono::steady_clock::now();
    const std::string nowhere = "http://127.0.0.1:" + std::to_string(test::free_port());
    for (const char* const command : {"promote", "plan"}) {
        const Finished told = Neo(nowhere, token)({command, "--from", "acme-dev/welcome@1", "--to", "acme-uat"});
        EXPECT_EQ(told.status, 3);
        EXPECT_THAT(told.errors, StartsWith("neo: Failed to connect to 127.0.0.1"));
        EXPECT_THAT(told.output, IsEmpty());
    }
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

TEST_F(Outcome, WhatIsNotTheApiIsTold) {
    for (const FakeAnswer& answer : {FakeAnswer{200, "<html>hello</html>"}, FakeAnswer{404, "<html>not here</html>"},
                                     FakeAnswer{200, "[]"}, FakeAnswer{418, "{}"}, FakeAnswer{200, ""}}) {
        const FakeServer server({answer});
        const Finished told = promote(server);
        EXPECT_EQ(told.status, 3) << answer.body;
        EXPECT_THAT(told.errors, HasSubstr("not the API")) << answer.body;
        EXPECT_EQ(server.received().size(), 1U) << answer.body;
    }
}

// Nobody else is shown the token.
TEST_F(Outcome, ARedirectIsNotFollowed) {
    const FakeServer other({{201, ended}});
    const FakeServer server({{307, ended, "Location: " + other.url() + "/\r\n"}});
    EXPECT_EQ(promote(server).status, 3);
    EXPECT_THAT(other.received(), IsEmpty());
}

TEST_F(Outcome, AServerThatStaysSilentIsLeftInTime) {
    const FakeServer server({FakeAnswer{FakeAnswer::silence}});
    const Finished told = Neo(server.url(), token)({"history", "--timeout", "1"});
    EXPECT_EQ(told.status, 3);
    EXPECT_THAT(told.errors, HasSubstr("timed out"));
}

TEST_F(Outcome, PagesThatNeverEndAreTold) {
    const FakeServer server({{200, R"({"items": [], "next_cursor": "again"})"}});
    const Finished told = Neo(server.url(), token)({"history", "--all"});
    EXPECT_EQ(told.status, 3);
    EXPECT_EQ(server.received().size(), 2U);
}

// A page may be short, even empty, and not be the last.
TEST_F(Outcome, H2_AShortPageIsNotTheLast) {
    const FakeServer server({{200, R"({"items": [], "next_cursor": "a&b"})"},
                             {200, R"({"items": [{"id": "1"}], "next_cursor": "c"})"},
                             {200, R"({"items": [{"id":  "2", "n": 1e2}], "next_cursor": null})"}});
    const Finished told = Neo(server.url(), token)({"history", "--limit", "3", "--json"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_EQ(told.output, R"({"items": [{"id": "1"},{"id":  "2", "n": 1e2}], "next_cursor": null})");
    const auto asked = server.received();
    ASSERT_THAT(asked, SizeIs(3));
    EXPECT_THAT(asked[1].head, HasSubstr("?limit=3&cursor=a%26b "));
    EXPECT_THAT(asked[2].head, HasSubstr("?limit=2&cursor=c "));
}

}  // namespace
}  // namespace neo::clitest
