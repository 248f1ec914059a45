// How people prove who they are at the host's own API: log-ins, sessions and tokens, on every backend.
#include "host_api.hpp"

#include <host-sdk/reference-host/store/tokens.hpp>
#include <plugin/base/time.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

namespace {

using namespace neo;
using namespace neo::test;
using host::http::Header;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
namespace bj = boost::json;

class Credentials : public HostApi {
protected:
    int status_with(const std::string& cookie) { return with_cookie(cookie, "GET", "/sessions").status; }
    int status_by(const std::string& token) {
        return ask("GET", "/api/v1/sessions", {}, {{"authorization", "Bearer " + token}}).status;
    }
    static bj::array items(const host::http::Response& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        return bj::parse(response.body).at("items").as_array();
    }
    static std::string text(const bj::value& document, const char* member) {
        return std::string(document.at(member).as_string());
    }
    // A token that the host made for a user, as its answer tells of it.
    bj::value made(const std::string& by, const std::string& user, const std::string& body = {}) {
        const auto response = as(by, "POST", "/users/" + user + "/tokens", body);
        EXPECT_EQ(response.status, 201) << response.body;
        return bj::parse(response.body);
    }
    void execute(const std::string& sql) {
        const auto done = store.pool().write("test.execute", [&](sql::Connection& connection) -> result<void> {
            connection.execute_once(sql);
            return {};
        });
        ASSERT_TRUE(done) << done.error().message;
    }
    // The last use is written down by a thread of its own.
    bool is_used(const std::string& user) {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < patience) {
            const auto tokens = items(as("olga", "GET", "/users/" + user + "/tokens"));
            if (!tokens.front().at("last_used_at").is_null()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    // Sessions that were used since then, likewise.
    bool comes_into_use(const std::string& since) {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < patience) {
            if (store.rows("sessions WHERE last_used_at > " + since) > 0) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    static constexpr const char* ana = "token-of-ana-0123456789";
    static constexpr const char* olga = "token-of-olga-0123456789";
    static std::string body_with(const std::string& token) { return R"({"token": ")" + token + "\"}"; }
};
INSTANTIATE_TEST_SUITE_P(Backends, Credentials, every_backend(), backend_name);

TEST_P(Credentials, P1_SessionsAreInCookiesThatScriptsCannotRead) {
    EXPECT_EQ(code(ask_to_log_in(body_with("wrong"))), "401 unauthenticated");
    const auto response = ask_to_log_in(body_with(olga));
    EXPECT_THAT(header(response, "Set-Cookie"),
                MatchesRegex("neo_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"));
    EXPECT_EQ(text(bj::parse(response.body).at("user"), "id"), "olga");
    const std::string cookie = log_in(olga);
    EXPECT_EQ(ask("GET", "/api/v1/organizations/dev", {}, {{"cookie", "a=b; " + cookie}}).status, 200);
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev", {}, {{"cookie", cookie + "0"}})), "401 unauthenticated");
}

TEST_P(Credentials, P1_ALogInComesFromAPageOfThisHost) {
    const std::string body = body_with(ana);
    const auto asked = [&](std::vector<Header> headers) { return ask("POST", "/api/v1/session", body, headers); };
    const Header json{"content-type", "application/json"};
    const Header csrf{"x-neo-csrf", "1"};
    EXPECT_EQ(code(asked({csrf})), "415 unsupported_media_type");
    EXPECT_EQ(code(asked({csrf, {"content-type", "text/plain"}})), "415 unsupported_media_type");
    EXPECT_EQ(code(asked({csrf, {"content-type", "application/json-seq"}})), "415 unsupported_media_type");
    EXPECT_EQ(code(asked({json})), "403 csrf_header_missing");
    EXPECT_EQ(asked({csrf, {"content-type", "Application/JSON; charset=utf-8"}}).status, 200);
    for (const char* site : {"cross-site", "same-site", "anything"})
        EXPECT_EQ(code(asked({json, csrf, {"sec-fetch-site", site}})), "403 foreign_origin") << site;
    for (const char* site : {"same-origin", "none"})
        EXPECT_EQ(asked({json, csrf, {"sec-fetch-site", site}}).status, 200) << site;
    const Header host{"host", "neo.example:8080"};
    for (const char* origin : {"http://neo.example:8080", "https://neo.example:8080"})
        EXPECT_EQ(asked({json, csrf, host, {"origin", origin}}).status, 200) << origin;
    for (const char* origin : {"null", "http://neo.example", "http://neo.example:8081", "http://evil.example",
                               "http://neo.example:8080.evil.example", "ftp://neo.example:8080"})
        EXPECT_EQ(code(asked({json, csrf, host, {"origin", origin}})), "403 foreign_origin") << origin;
    EXPECT_EQ(code(asked({json, csrf, {"origin", "http://neo.example"}})), "403 foreign_origin") << "without a host";
    config.public_url = {true, "https://neo.example", ""};
    EXPECT_EQ(asked({json, csrf, host, {"origin", "https://neo.example"}}).status, 200);
    EXPECT_EQ(code(asked({json, csrf, host, {"origin", "http://neo.example:8080"}})), "403 foreign_origin");
}

TEST_P(Credentials, P1_ASessionThatIsAliveIsNotReplacedByAnothers) {
    const std::string cookie = log_in(olga);
    EXPECT_EQ(code(ask_to_log_in(body_with(ana), {{"cookie", cookie}})), "409 session_of_another");
    EXPECT_EQ(status_with(cookie), 200);
    const auto again = ask_to_log_in(body_with(olga), {{"cookie", cookie}});
    EXPECT_EQ(again.status, 200) << "the same user";
    EXPECT_EQ(status_with(cookie), 401) << "the session before ends";
    EXPECT_EQ(status_with(cookie_of(again)), 200);
    EXPECT_EQ(ask_to_log_in(body_with(ana), {{"cookie", cookie}}).status, 200) << "that session is over";
}

TEST_P(Credentials, P1_AChangeBySessionNeedsTheCsrfHeader) {
    const std::string cookie = log_in(olga);
    const std::string path = "/api/v1/organizations/new";
    EXPECT_EQ(code(ask("PUT", path, "{}", {{"cookie", cookie}})), "403 csrf_header_missing");
    EXPECT_EQ(ask("PUT", path, "{}", {{"cookie", cookie}, {"x-neo-csrf", "1"}}).status, 201);
    EXPECT_EQ(as("olga", "PUT", "/organizations/new", "{}").status, 200) << "a token needs none";
}

TEST_P(Credentials, P1_ASessionEndsWithTheLogOut) {
    const std::string cookie = log_in(olga);
    EXPECT_EQ(code(ask("DELETE", "/api/v1/session", {}, {{"cookie", cookie}})), "403 csrf_header_missing");
    const auto out = with_cookie(cookie, "DELETE", "/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_THAT(header(out, "Set-Cookie"), HasSubstr("Max-Age=0"));
    EXPECT_EQ(header(out, "Clear-Site-Data"), R"("cache", "storage")");
    EXPECT_EQ(status_with(cookie), 401);
    EXPECT_EQ(ask("DELETE", "/api/v1/session").status, 204);
    config.public_url.path = "/beside/others";
    EXPECT_EQ(header(ask("DELETE", "/api/v1/session"), "Clear-Site-Data"), R"("cache")");
}

TEST_P(Credentials, A8_ASessionEndsWhenItIsNotUsed) {
    const std::string used = log_in(ana);
    const std::string idle = log_in(ana);
    const auto minutes_ago = [](int minutes) {
        return std::to_string(host::now() - std::chrono::microseconds(std::chrono::minutes(minutes)).count());
    };
    execute("UPDATE sessions SET last_used_at = " + minutes_ago(29));
    EXPECT_EQ(status_with(used), 200);
    ASSERT_TRUE(comes_into_use(minutes_ago(20)));
    execute("UPDATE sessions SET last_used_at = " + minutes_ago(31));
    EXPECT_EQ(status_with(used), 401);
    EXPECT_EQ(status_with(idle), 401);
    EXPECT_EQ(items(as("ana", "GET", "/sessions")).size(), 0u);
    const std::string next = log_in(ana);
    EXPECT_EQ(store.rows("sessions"), 1) << "those that are over are forgotten";
    execute("UPDATE sessions SET expires_at = " + minutes_ago(0));
    EXPECT_EQ(status_with(next), 401) << "however often it is used";
}

TEST_P(Credentials, A8_OnesOwnSessionsAreListedAndEnded) {
    const std::string first = log_in(ana);
    const std::string second = log_in(ana);
    const std::string other = log_in(olga);
    const auto listed = items(with_cookie(first, "GET", "/sessions"));
    ASSERT_EQ(listed.size(), 2u);
    std::string second_id;
    for (const bj::value& session : listed) {
        EXPECT_EQ(text(session, "user"), "ana");
        EXPECT_TRUE(time_from(text(session, "created_at")).has_value());
        EXPECT_TRUE(time_from(text(session, "expires_at")).has_value());
        if (!session.at("current").as_bool()) second_id = text(session, "id");
    }
    EXPECT_EQ(code(with_cookie(other, "DELETE", "/sessions/0123456789abcdef")), "404 session_unknown");
    EXPECT_EQ(code(as("ben", "DELETE", "/sessions/" + second_id)), "404 session_unknown");
    EXPECT_EQ(with_cookie(first, "DELETE", "/sessions/" + second_id).status, 204);
    EXPECT_EQ(status_with(second), 401);
    EXPECT_EQ(status_with(first), 200);
    EXPECT_EQ(with_cookie(first, "DELETE", "/sessions").status, 204);
    EXPECT_EQ(status_with(first), 401);
    EXPECT_EQ(status_with(other), 200);
}

TEST_P(Credentials, A8_AHostAdminListsAndEndsSessionsOfOthers) {
    const std::string cookie = log_in(ana);
    EXPECT_EQ(code(as("ben", "GET", "/sessions?user=ana")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "DELETE", "/sessions?user=ana")), "403 permission_missing");
    EXPECT_EQ(code(as("olga", "GET", "/sessions?user=gone")), "404 user_unknown");
    const auto listed = items(as("olga", "GET", "/sessions?user=ana"));
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_FALSE(listed.front().at("current").as_bool());
    EXPECT_EQ(as("olga", "DELETE", "/sessions/" + text(listed.front(), "id")).status, 204);
    EXPECT_EQ(status_with(cookie), 401);
    const std::string again = log_in(ana);
    EXPECT_EQ(as("olga", "DELETE", "/sessions?user=ana").status, 204);
    EXPECT_EQ(status_with(again), 401);
}

TEST_P(Credentials, A8_AUserHasNoMoreSessionsThanAListHolds) {
    const std::string first = log_in(ana);
    for (int i = 0; i < host::store::most_sessions; ++i)
        log_in(ana);
    EXPECT_EQ(store.rows("sessions"), host::store::most_sessions);
    EXPECT_EQ(status_with(first), 401);
}

TEST_P(Credentials, A8_AMadeTokenIsToldOnceAndKeptAsADigest) {
    const auto token = made("ana", "ana", R"({"name": "CI"})");
    const std::string secret = text(token, "token");
    const std::string id = text(token, "id");
    EXPECT_THAT(secret, MatchesRegex("neo_" + id + "_[0-9a-f]{64}"));
    EXPECT_EQ(text(token, "hint"), "neo_" + id + "_…" + secret.substr(secret.size() - 4));
    EXPECT_TRUE(token.at("expires_at").is_null());
    EXPECT_EQ(status_by(secret), 200);
    EXPECT_EQ(status_by(secret + "0"), 401);
    const auto listed = as("ana", "GET", "/users/ana/tokens");
    EXPECT_EQ(items(listed).size(), 2u) << "beside the one of the platform file";
    EXPECT_EQ(listed.body.find(secret), std::string::npos);
    EXPECT_THAT(listed.body, AllOf(HasSubstr("\"CI\""), HasSubstr(id)));
    const auto rows = store.pool().read([](sql::Connection& connection) {
        return connection.all_once({"test.hashes", "SELECT token_hash FROM tokens"}, {},
                                   [](sql::Row& row) { return row.text(); });
    });
    for (const std::string& hash : rows.value())
        EXPECT_THAT(hash, MatchesRegex("[0-9a-f]{64}"));
    EXPECT_NE(text(made("ana", "ana"), "token"), secret);
}

TEST_P(Credentials, A8_TokensAreMadeByTheUserOrAHostAdmin) {
    EXPECT_EQ(code(as("ben", "POST", "/users/ana/tokens")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "GET", "/users/ana/tokens")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "GET", "/users/gone/tokens")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "DELETE", "/users/ana/tokens/0123456789abcdef")), "403 permission_missing");
    EXPECT_EQ(code(as("olga", "POST", "/users/gone/tokens")), "404 user_unknown");
    EXPECT_EQ(code(ask("POST", "/api/v1/users/ana/tokens")), "401 unauthenticated");
    const std::string secret = text(made("olga", "ben", "{}"), "token");
    EXPECT_EQ(status_by(secret), 200);
    EXPECT_EQ(items(as("ben", "GET", "/users/ben/tokens")).size(), 2u);
}

TEST_P(Credentials, A8_WhatIsWrongInAWishForATokenIsNamed) {
    for (const auto& [body, place] :
         std::vector<std::pair<std::string, std::string>>{{R"({"name": ""})", "name"},
                                                          {R"({"name": 7})", "name"},
                                                          {R"({"expires_at": "tomorrow"})", "expires_at"},
                                                          {R"({"expires_at": "2001-01-01T00:00:00Z"})", "expires_at"},
                                                          {R"({"scope": "all"})", "scope"}}) {
        const auto refused = as("ana", "POST", "/users/ana/tokens", body);
        EXPECT_EQ(code(refused), "422 document_invalid") << body;
        EXPECT_THAT(refused.body, HasSubstr("\"" + place + ": ")) << body;
    }
    EXPECT_EQ(code(as("ana", "POST", "/users/ana/tokens", "[")), "400 malformed_json");
}

TEST_P(Credentials, A8_ARevokedTokenCountsNoMoreNorDoItsSessions) {
    const auto token = made("ana", "ana");
    const std::string secret = text(token, "token");
    const std::string with_it = log_in(secret);
    const std::string with_another = log_in(ana);
    const std::string path = "/users/ana/tokens/" + text(token, "id");
    EXPECT_EQ(as("ana", "DELETE", path).status, 204);
    EXPECT_EQ(code(as("ana", "DELETE", path)), "404 token_unknown");
    EXPECT_EQ(status_by(secret), 401);
    EXPECT_EQ(code(ask_to_log_in(body_with(secret))), "401 unauthenticated");
    EXPECT_EQ(status_with(with_it), 401);
    EXPECT_EQ(status_with(with_another), 200);
    for (const bj::value& left : items(as("ana", "GET", "/users/ana/tokens")))
        EXPECT_EQ(as("ana", "DELETE", "/users/ana/tokens/" + text(left, "id")).status, 204) << "the imported one too";
    EXPECT_EQ(status_by(ana), 401);
    store.import(small_platform);
    EXPECT_EQ(status_by(ana), 401) << "an import brings none back";
}

TEST_P(Credentials, A8_ATokenExpiresAndItsSessionsWithIt) {
    const auto soon = from_microseconds(host::now()) + std::chrono::hours(1);
    const auto token = made("ana", "ana", R"({"expires_at": ")" + rfc3339(soon) + "\"}");
    EXPECT_EQ(text(token, "expires_at"), rfc3339(soon));
    const std::string secret = text(token, "token");
    const auto session = ask_to_log_in(body_with(secret));
    EXPECT_EQ(text(bj::parse(session.body), "expires_at"), rfc3339(soon)) << "not after twelve hours";
    EXPECT_EQ(status_by(secret), 200);
    execute("UPDATE tokens SET expires_at = 1 WHERE id = '" + text(token, "id") + "'");
    const auto refused = ask("GET", "/api/v1/sessions", {}, {{"authorization", "Bearer " + secret}});
    EXPECT_EQ(code(refused), "401 unauthenticated");
    EXPECT_THAT(refused.body, HasSubstr("expired"));
    EXPECT_EQ(code(ask_to_log_in(body_with(secret))), "401 unauthenticated");
    EXPECT_EQ(items(as("ana", "GET", "/users/ana/tokens")).size(), 2u) << "it is listed until it is revoked";
}

TEST_P(Credentials, A8_TheLastUseOfATokenIsKnown) {
    EXPECT_TRUE(items(as("olga", "GET", "/users/ben/tokens")).front().at("last_used_at").is_null());
    EXPECT_EQ(status_by(token_of("ben")), 200);
    EXPECT_TRUE(is_used("ben"));
}

TEST_P(Credentials, A8_AUserHasNoMoreTokensThanAListHolds) {
    for (int i = 1; i < host::store::most_tokens; ++i)
        made("ana", "ana");
    EXPECT_EQ(code(as("ana", "POST", "/users/ana/tokens")), "409 too_many_tokens");
}

TEST_P(Credentials, A8_LogInsThatFailAreLimitedByAddressAndByAccount) {
    const auto token = made("ana", "ana");
    const std::string near_miss = "neo_" + text(token, "id") + "_" + std::string(64, '0');
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(code(ask_to_log_in(body_with(near_miss))), "401 unauthenticated");
    const auto limited = ask_to_log_in(body_with(text(token, "token")));
    EXPECT_EQ(code(limited), "429 too_many_log_ins") << "of this account, however right the token is";
    EXPECT_THAT(header(limited, "Retry-After"), MatchesRegex("[1-5]?[0-9]|60"));
    EXPECT_EQ(ask_to_log_in(body_with(ana)).status, 200) << "another account";
    for (int i = 10; i < 30; ++i)
        EXPECT_EQ(code(ask_to_log_in(body_with("guess"))), "401 unauthenticated");
    EXPECT_EQ(code(ask_to_log_in(body_with(ana))), "429 too_many_log_ins") << "from this address";
    EXPECT_EQ(status_by(ana), 200) << "a token that needs no log-in";
}

}  // namespace
