#include "support/promotion_test.hpp"

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// P1: the portal logs in by a cookie.
class Session : public PromotionTest {
protected:
    // "neo_session=…"
    std::string log_in() const {
        const Answer answer = Client(host->port(), "").call("POST", "/api/v1/session", R"({"token": "token-of-ana"})");
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
    EXPECT_EQ(cookie_attributes.find("token-of-ana"), std::string::npos);
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
        const Answer refused = Client(host->port(), "").call("POST", "/api/v1/session", body);
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(refused.header("set-cookie"), "");
    }
    for (const char* body : {"", "{}", R"({"token": 1})", "nonsense"})
        EXPECT_THAT(Client(host->port(), "").call("POST", "/api/v1/session", body).status, testing::AnyOf(400, 422))
            << body;
}

TEST_P(Session, EndsWithTheLogOut) {
    start();
    const std::string cookie = log_in();
    const Answer out =
        Client(host->port(), "").call("DELETE", "/api/v1/session", "", {{"Cookie", cookie}, {"X-Neo-CSRF", "1"}});
    EXPECT_LT(out.status, 300);
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
    for (const std::string value : {"", "x", "00000000000000000000000000000000", "\"quoted\"", "token-of-ana"})
        EXPECT_EQ(with_cookie(name + "=" + value, "GET", "/me").status, 401) << value;
}

NEO_ON_EVERY_BACKEND(Session);

}  // namespace
}  // namespace neo::e2e
