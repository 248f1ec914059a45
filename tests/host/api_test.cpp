// The host's own API over its store: sessions, who may what, the life of dataflows, and nonsense.
#include "host_store.hpp"

#include <host-sdk/reference-host/front/front.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::HasSubstr;
namespace json = boost::json;

const std::string draft_body =
    R"({"id": "orders", "name": "Orders", "application": "crm", "global": true, "module": "loyalty", "tags": ["x"],
        "trigger": {"url": "/orders", "method": "POST"}, "blocks": [{"id": "1", "n": 1e2}], "connections": []})";

class HostApi : public ::testing::TestWithParam<std::string> {
protected:
    HostApi() : store(GetParam()), plugins(store.pool(), config), front(store.pool(), config, 1, plugins) {
        store.import(small_platform);
    }

    http::Response ask(const std::string& method, const std::string& path, const std::string& body = {},
                       std::vector<http::Header> headers = {}) {
        return front.answer({method, path, std::move(headers), body});
    }
    http::Response as(const std::string& user, const std::string& method, const std::string& path,
                      const std::string& body = {}) {
        return ask(method, "/api/v1" + path, body, {{"authorization", "Bearer token-of-" + user}});
    }
    static std::string code(const http::Response& response) {
        const auto document = json::parse(response.body);
        EXPECT_EQ(document.at("status").to_number<int>(), response.status);
        EXPECT_FALSE(document.at("detail").as_string().empty());
        return std::to_string(response.status) + " " + std::string(document.at("code").as_string());
    }
    static std::string header(const http::Response& response, const std::string& name) {
        for (const auto& header : response.headers) {
            if (header.name == name) return header.value;
        }
        return {};
    }
    // "neo_session=…" of a new session.
    std::string log_in(const std::string& user) {
        const auto response = ask("POST", "/api/v1/session", R"({"token": "token-of-)" + user + "\"}");
        EXPECT_EQ(response.status, 200) << response.body;
        const std::string cookie = header(response, "Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }

    HostStore store;
    Config config;
    Plugins plugins;
    Front front;
};
INSTANTIATE_TEST_SUITE_P(Backends, HostApi, every_backend(), backend_name);

TEST_P(HostApi, KnowsTokens) {
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev")), "401 unauthenticated");
    const auto wrong = as("nobody", "GET", "/organizations/dev");
    EXPECT_EQ(code(wrong), "401 unauthenticated");
    EXPECT_THAT(header(wrong, "WWW-Authenticate"), HasSubstr("Bearer"));
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev", {}, {{"authorization", "Basic YTpi"}})),
              "401 unauthenticated");
    EXPECT_EQ(as("olga", "GET", "/organizations/dev").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/organizations/dev", {}, {{"authorization", "bearer token-of-olga"}}).status, 200);
}

TEST_P(HostApi, KeepsSessionsInCookiesThatScriptsCannotRead) {
    EXPECT_EQ(code(ask("POST", "/api/v1/session", R"({"token": "wrong"})")), "401 unauthenticated");
    const auto response = ask("POST", "/api/v1/session", R"({"token": "token-of-olga"})");
    EXPECT_THAT(header(response, "Set-Cookie"),
                ::testing::MatchesRegex("neo_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Max-Age=[0-9]+"));
    EXPECT_EQ(json::parse(response.body).at("user").at("id").as_string(), "olga");
    const std::string cookie = log_in("olga");
    EXPECT_EQ(ask("GET", "/api/v1/organizations/dev", {}, {{"cookie", "a=b; " + cookie}}).status, 200);
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev", {}, {{"cookie", cookie + "0"}})), "401 unauthenticated");
}

TEST_P(HostApi, AChangeBySessionNeedsTheCsrfHeader) {
    const std::string cookie = log_in("olga");
    const std::string path = "/api/v1/organizations/new";
    EXPECT_EQ(code(ask("PUT", path, "{}", {{"cookie", cookie}})), "403 csrf_header_missing");
    EXPECT_EQ(ask("PUT", path, "{}", {{"cookie", cookie}, {"x-neo-csrf", "1"}}).status, 201);
    EXPECT_EQ(ask("PUT", path, "{}", {{"authorization", "Bearer token-of-olga"}}).status, 200) << "a token needs none";
    EXPECT_EQ(ask("POST", "/api/v1/session", R"({"token": "token-of-ana"})", {{"cookie", cookie}}).status, 200)
        << "a log-in brings its credential in the body";
}

TEST_P(HostApi, ASessionEndsWithTheLogOut) {
    const std::string cookie = log_in("olga");
    EXPECT_EQ(code(ask("DELETE", "/api/v1/session", {}, {{"cookie", cookie}})), "403 csrf_header_missing");
    const auto out = ask("DELETE", "/api/v1/session", {}, {{"cookie", cookie}, {"x-neo-csrf", "1"}});
    EXPECT_EQ(out.status, 204);
    EXPECT_THAT(header(out, "Set-Cookie"), HasSubstr("Max-Age=0"));
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev", {}, {{"cookie", cookie}})), "401 unauthenticated");
    EXPECT_EQ(ask("DELETE", "/api/v1/session").status, 204);
}

TEST_P(HostApi, TheHostAdminCreatesAndChangesOrganizations) {
    EXPECT_EQ(code(as("ana", "PUT", "/organizations/new", "{}")), "403 permission_missing");
    const auto created = as("olga", "PUT", "/organizations/new", R"({"name": "New", "modules": ["a", "b"],
        "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]})");
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.body, R"({"id":"new","name":"New","cluster":"default","neo_enabled":false,"modules":["a","b"],)"
                            R"("applications":[{"id":"crm","name":"CRM","kind":"custom"}]})");
    const auto changed = as("olga", "PUT", "/organizations/new",
                            R"({"neo_enabled": true, "modules": [], "applications": [{"id": "crm", "kind": "default"},
                                {"id": "shop", "kind": "custom"}]})");
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(changed.body, R"({"id":"new","name":"New","cluster":"default","neo_enabled":true,"modules":[],)"
                            R"("applications":[{"id":"crm","name":"CRM","kind":"default"},)"
                            R"({"id":"shop","name":"shop","kind":"custom"}]})");
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/new", R"({"applications": [{"id": "x", "kind": "?"}]})")),
              "422 document_invalid");
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/%2A", "{}")), "422 document_invalid");
    EXPECT_EQ(as("olga", "PUT", "/organizations/a%2Fb%20%C3%BC", "{}").status, 201);
    EXPECT_EQ(as("olga", "GET", "/organizations/a%2Fb%20%C3%BC").status, 200);
}

TEST_P(HostApi, TheHostAdminGivesAndTakesPermissions) {
    EXPECT_EQ(code(as("ana", "PUT", "/users/ben/grants/uat", R"({"permissions": []})")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "404 organization_unknown");
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": ["neo.view"]})").status, 200);
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "403 permission_missing");
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": ["neo.edit"]})").status, 200);
    EXPECT_EQ(as("ben", "POST", "/organizations/uat/dataflows", draft_body).status, 201);
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": []})").status, 200);
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "404 organization_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/gone/grants/uat", R"({"permissions": []})")), "404 user_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/ben/grants/gone", R"({"permissions": []})")), "404 organization_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/ben/grants/uat", "{}")), "422 document_invalid");
}

TEST_P(HostApi, A3_AnOrganizationThatMayNotBeSeenIsAnsweredAsOneThatIsNot) {
    const auto hidden = as("ben", "POST", "/organizations/uat/dataflows", draft_body);
    auto unknown = as("ben", "POST", "/organizations/zzz/dataflows", draft_body);
    EXPECT_EQ(hidden.status, unknown.status);
    const auto at = unknown.body.find("zzz");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(hidden.body, unknown.body.replace(at, 3, "uat"));
}

TEST_P(HostApi, LeadsADataflowFromDraftToLive) {
    const auto created = as("ana", "POST", "/organizations/dev/dataflows", draft_body);
    EXPECT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(created.body, R"({"id":"orders","name":"Orders","application":"crm","application_kind":"custom",)"
                            R"("global":true,"module":"loyalty","versions":[{"version":1,"state":"draft",)"
                            R"("trigger":{"url":"/orders","method":"POST"}}]})");
    EXPECT_EQ(store.content("dev", "orders", 1), R"({"blocks":[{"id": "1", "n": 1e2}],"connections":[]})");
    const std::string versions = "/organizations/dev/dataflows/orders/versions";
    const auto put = as("ana", "PUT", versions + "/1", R"({"tags": [], "blocks": [ {"id": "2", "n": 1.0} ]})");
    EXPECT_EQ(put.status, 200) << put.body;
    EXPECT_EQ(store.content("dev", "orders", 1), R"({"blocks":[ {"id": "2", "n": 1.0} ],"connections":[]})");
    for (const char* to : {"awaiting_approval", "approved", "live"}) {
        const auto moved = as("ana", "POST", versions + "/1/state", std::string(R"({"to": ")") + to + "\"}");
        EXPECT_EQ(moved.status, 200) << moved.body;
        EXPECT_EQ(json::parse(moved.body).at("state").as_string(), to);
    }
    const auto copy = as("ana", "POST", versions, R"({"copy_of": 1})");
    EXPECT_EQ(copy.status, 201) << copy.body;
    EXPECT_EQ(json::parse(copy.body).at("version").to_number<int>(), 2);
    EXPECT_EQ(store.content("dev", "orders", 2), store.content("dev", "orders", 1));
}

TEST_P(HostApi, TakesADataflowAsThePlatformFileWritesIt) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto with = [](const std::string& id, const std::string& versions) {
        return R"({"id": ")" + id + R"(", "application": "crm", "versions": [)" + versions + "]}";
    };
    const auto version = [](const std::string& url, const std::string& more = "") {
        return R"({"version": 1, "trigger": {"url": ")" + url + R"(", "method": "POST"})" + more + "}";
    };
    EXPECT_EQ(as("ana", "POST", dataflows, with("a", version("/a", R"(, "state": "draft", "blocks": [ {"n": 1e2} ])")))
                  .status,
              201);
    EXPECT_EQ(store.content("dev", "a", 1), R"({"blocks":[ {"n": 1e2} ],"connections":[]})");
    EXPECT_EQ(as("ana", "POST", dataflows, with("b", version("/b"))).status, 201);
    EXPECT_EQ(store.content("dev", "b", 1), R"({"blocks":[],"connections":[]})");
    EXPECT_EQ(as("ana", "POST", dataflows + "/b/versions", version("/b")).status, 201);
    EXPECT_EQ(as("ana", "POST", dataflows + "/b/versions", with("b", version("/b"))).status, 201);
    EXPECT_EQ(store.content("dev", "b", 3), R"({"blocks":[],"connections":[]})");
    for (const std::string& versions :
         {std::string(), version("/c") + "," + version("/c"), version("/c", R"(, "state": "approved")")})
        EXPECT_EQ(code(as("ana", "POST", dataflows, with("c", versions))), "422 document_invalid") << versions;
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/b/versions", version("/b", R"(, "state": "live")"))),
              "422 document_invalid");
}

TEST_P(HostApi, NamesWhatIsWrongWithARequest) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto malformed = as("ana", "POST", dataflows, "{\"id\": }");
    EXPECT_EQ(code(malformed), "400 malformed_json");
    EXPECT_THAT(malformed.body, HasSubstr("line 1, column 8"));
    EXPECT_EQ(code(as("ana", "POST", dataflows, "")), "400 malformed_json");
    EXPECT_EQ(code(as("ana", "POST", dataflows, "[]")), "422 document_invalid");
    const auto incomplete = as("ana", "POST", dataflows, R"({"id": "x"})");
    EXPECT_EQ(code(incomplete), "422 document_invalid");
    EXPECT_THAT(incomplete.body, HasSubstr("application: is missing"));
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions", "{}")), "422 document_invalid");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions", R"({"copy_of": 9})")), "404 version_unknown");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/gone/versions", R"({"copy_of": 1})")), "404 dataflow_unknown");
    EXPECT_EQ(code(as("ana", "PUT", dataflows + "/welcome/versions/1", R"({"tags": []})")), "409 version_not_draft");
    EXPECT_EQ(code(as("ana", "PUT", dataflows + "/welcome/versions/one", R"({"tags": []})")), "404 version_unknown");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions/1/state", R"({"to": "draft"})")),
              "409 transition_forbidden");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions/1/state", R"({"to": "gone"})")),
              "422 document_invalid");
    const std::string taken = R"({"id": "thief", "application": "crm", "trigger": {"url": "/welcome", "method": "POST"},
        "blocks": []})";
    EXPECT_EQ(code(as("ana", "POST", dataflows, taken)), "409 trigger_taken");
    for (const std::string& module : {std::string(), std::string(3000, 'm'), std::string("two words")}) {
        const std::string body = R"({"id": "y", "application": "crm", "module": ")" + module +
                                 R"(", "trigger": {"url": "/y", "method": "POST"}})";
        EXPECT_EQ(code(as("ana", "POST", dataflows, body)), "422 document_invalid") << module.substr(0, 20);
    }
}

TEST_P(HostApi, SaysWhichPathsAndMethodsThereAre) {
    EXPECT_EQ(code(ask("GET", "/nowhere")), "404 not_found");
    EXPECT_EQ(code(as("ana", "GET", "/nowhere")), "404 not_found");
    EXPECT_EQ(code(as("ana", "GET", "/organizations/%zz")), "400 bad_request");
    const auto wrong = as("ana", "PATCH", "/organizations/dev");
    EXPECT_EQ(code(wrong), "405 method_not_allowed");
    EXPECT_EQ(header(wrong, "Allow"), "GET, HEAD, PUT");
    EXPECT_EQ(as("olga", "HEAD", "/organizations/dev").status, 200);
    const auto health = ask("POST", "/healthz");
    EXPECT_EQ(code(health), "405 method_not_allowed");
    EXPECT_EQ(header(health, "Allow"), "GET, HEAD");
    EXPECT_EQ(code(ask("GET", "/")), "404 not_found") << "no plugin, no portal";
}

TEST_P(HostApi, TellsItsHealthAndMetricsToAnybody) {
    const auto health = ask("GET", "/healthz");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(json::parse(health.body).at("status").as_string(), "ok");
    as("ana", "GET", "/nowhere");
    const auto metrics = ask("GET", "/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_total{status=\"2xx\"} 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_total{status=\"4xx\"} 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_in_flight 1\n"));
}

}  // namespace
