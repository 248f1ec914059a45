#include "support/promotion_test.hpp"

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// P1: the portal logs in by a cookie.
class Session : public PromotionTest {
protected:
    Answer ask_to_log_in(const std::string& body, Headers headers = {}) const {
        headers.emplace("Content-Type", "application/json");
        headers.emplace("X-Neo-CSRF", "1");
        return Client(host->port(), "").call("POST", "/api/v1/session", body, headers);
    }
    // "neo_session=…"
    std::string log_in(const std::string& user = "ana") const {
        const Answer answer = ask_to_log_in(R"({"token": ")" + token_of(user) + "\"}");
        EXPECT_LT(answer.status, 300) << testing::PrintToString(answer);
        cookie_attributes = answer.header("set-cookie");
        return cookie_attributes.substr(0, cookie_attributes.find(';'));
    }
    Answer with_cookie(const std::string& cookie, const std::string& method, const std::string& path,
                       const std::string& body = "", Headers headers = {}) const {
        headers.emplace("Cookie", cookie);
        return Client(host->port(), "").api(method, path, body, headers);
    }
    mutable std::string cookie_attributes;
};

TEST_P(Session, TheCookieIsForTheBrowserAlone) {
    start();
    log_in();
    EXPECT_THAT(cookie_attributes, AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), HasSubstr("Path=/")));
    EXPECT_EQ(cookie_attributes.find("token-of-ana-0123456789"), std::string::npos);
}

TEST_P(Session, TheCookieStandsForTheUser) {
    start();
    const Answer me = with_cookie(log_in(), "GET", "/me");
    EXPECT_EQ(me.status, 200);
    EXPECT_EQ(text_of(me.json().at("user").at("id")), "ana");
}

TEST_P(Session, ChangesByCookieNeedTheHeader) {
    start();
    const std::string cookie = log_in();
    const Answer refused = with_cookie(cookie, "PUT", "/organizations/acme-dev/registration", R"({"type": "dev"})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "csrf_header_missing");
    EXPECT_EQ(
        with_cookie(cookie, "PUT", "/organizations/acme-dev/registration", R"({"type": "dev"})", {{"X-Neo-CSRF", "1"}})
            .status,
        201);
    for (const char* path : {"/promotions", "/promotions/preflight"})
        EXPECT_THAT(with_cookie(cookie, "POST", path, promotion_of({}, "acme-uat")).status, testing::AnyOf(403, 200));
    EXPECT_EQ(with_cookie(cookie, "POST", "/promotions", promotion_of({}, "acme-uat")).status, 403);
}

TEST_P(Session, AWrongTokenOpensNone) {
    start();
    for (const char* body : {R"({"token": "wrong"})", R"({"token": ""})"}) {
        const Answer refused = ask_to_log_in(body);
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(refused.header("set-cookie"), "");
    }
    for (const char* body : {"", "{}", R"({"token": 1})", "nonsense"})
        EXPECT_THAT(ask_to_log_in(body).status, testing::AnyOf(400, 422)) << body;
}

TEST_P(Session, EndsWithTheLogOut) {
    start();
    const std::string cookie = log_in();
    const Answer out =
        Client(host->port(), "").call("DELETE", "/api/v1/session", "", {{"Cookie", cookie}, {"X-Neo-CSRF", "1"}});
    EXPECT_LT(out.status, 300);
    EXPECT_EQ(out.header("clear-site-data"), R"("cache", "storage")");
    EXPECT_EQ(with_cookie(cookie, "GET", "/me").status, 401);
}

TEST_P(Session, SurvivesARestart) {
    start();
    const std::string cookie = log_in();
    EXPECT_EQ(host->stop(), 0);
    host->start();
    EXPECT_EQ(with_cookie(cookie, "GET", "/me").status, 200);
}

TEST_P(Session, AMadeUpCookieIsNone) {
    start();
    const std::string cookie = log_in();
    const std::string name = cookie.substr(0, cookie.find('='));
    for (const std::string value :
         {"", "x", "00000000000000000000000000000000", "\"quoted\"", "token-of-ana-0123456789"})
        EXPECT_EQ(with_cookie(name + "=" + value, "GET", "/me").status, 401) << value;
}

// What a page of another site can have a browser send.
TEST_P(Session, AForeignPageLogsNobodyIn) {
    start();
    const std::string body = R"({"token": "token-of-ana-0123456789"})";
    const auto sent = [&](const Headers& headers) {
        return Client(host->port(), "").call("POST", "/api/v1/session", body, headers);
    };
    const Answer form = sent({{"Content-Type", "text/plain"}});
    EXPECT_EQ(form.status, 415);
    EXPECT_EQ(form.header("set-cookie"), "");
    EXPECT_EQ(sent({{"Content-Type", "application/json"}}).code(), "csrf_header_missing");
    EXPECT_EQ(ask_to_log_in(body, {{"Sec-Fetch-Site", "cross-site"}}).code(), "foreign_origin");
    EXPECT_EQ(ask_to_log_in(body, {{"Origin", "http://evil.example"}}).code(), "foreign_origin");
    const std::string own = "http://127.0.0.1:" + std::to_string(host->port());
    EXPECT_EQ(ask_to_log_in(body, {{"Origin", own}}).status, 200);
}

TEST_P(Session, AnothersIsNotReplacedUnseen) {
    start();
    const std::string cookie = log_in();
    const std::string body = R"({"token": "token-of-vic-0123456789"})";
    const Answer refused = ask_to_log_in(body, {{"Cookie", cookie}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "session_of_another");
    EXPECT_EQ(refused.header("set-cookie"), "");
    EXPECT_EQ(with_cookie(cookie, "GET", "/me").status, 200);
    EXPECT_EQ(ask_to_log_in(R"({"token": "token-of-ana-0123456789"})", {{"Cookie", cookie}}).status, 200);
    EXPECT_EQ(with_cookie(cookie, "GET", "/me").status, 401) << "the same person's begins anew";
}

NEO_ON_EVERY_BACKEND(Session);

}  // namespace
}  // namespace neo::e2e
