// The promotion API as HTTP: who is let in, what is no route, and what nonsense is answered with.
#include "support/description.hpp"
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <list>
#include <map>
#include <regex>

namespace neo::e2e {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

class Http : public PromotionTest {
protected:
    // "GET /organizations/{org}" with something real in place of each variable.
    static std::string filled(std::string path) {
        for (const auto& [variable, value] : std::map<std::string, std::string>{{"org", "acme-dev"},
                                                                                {"target", "acme-uat"},
                                                                                {"dataflow", "welcome"},
                                                                                {"version", "1"},
                                                                                {"id", "absent"}})
            path = std::regex_replace(path, std::regex("\\{" + variable + "\\}"), value);
        return path;
    }
    static std::vector<std::pair<std::string, std::string>> operations() {
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& operation : described_operations()) {
            const auto space = operation.find(' ');
            all.emplace_back(operation.substr(0, space), filled(operation.substr(space + 1)));
        }
        return all;
    }
    static std::string body_for(const std::string& method, const std::string& path) {
        if (method == "GET" || method == "DELETE") return "";
        if (path.ends_with("/registration")) return R"({"type": "dev"})";
        if (path.ends_with("/environment")) return R"({"hosts": ["dev.acme.test"]})";
        if (path.ends_with("/recall")) return R"({"reason": "It loses mails."})";
        if (path.ends_with("/mappings")) return R"({"target": "acme-prod", "relation": "default"})";
        if (path.starts_with("/promotions")) return promotion_of({}, "acme-uat");
        return R"({"relation": "sibling"})";
    }
    bool is_alive() const { return as("ana").api("GET", "/me").status == 200; }
};

TEST_P(Http, EveryDescribedOperationAnswersAsDescribed) {
    start_company();
    for (const auto& [method, path] : operations()) {
        if (method == "DELETE") continue;  // last, since others need what it removes
        const std::string query =
            path.ends_with("/compare") ? "?organization=acme-dev&dataflow=welcome&version=1" : std::string();
        const Answer answer = api("ana", method, path + query, body_for(method, path));
        if (path == "/promotions/absent")
            EXPECT_EQ(answer.code(), "promotion_unknown");
        else
            EXPECT_LT(answer.status, 300) << method << " " << path;
        // Before it is promoted.
        if (method == "POST" && path.ends_with("/recall")) {
            EXPECT_EQ(api("ana", "DELETE", path).status, 204);
        }
    }
    EXPECT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
}

TEST_P(Http, WithoutCredentialsEveryOperationAnswers401) {
    start_company();
    Client nobody(host->port(), "");
    for (const auto& [method, path] : operations()) {
        const Answer answer = nobody.api(method, path, body_for(method, path));
        if (path == "/openapi.json") {
            EXPECT_EQ(answer.status, 200);
            continue;
        }
        EXPECT_EQ(answer.status, 401) << method << " " << path;
        EXPECT_NE(answer.header("www-authenticate"), "") << method << " " << path;
    }
    EXPECT_EQ(api("ana", "GET", "/promotions").json().at("items").as_array().size(), 0U);
}

TEST_P(Http, WrongCredentialsAnswer401) {
    start();
    for (const char* credentials :
         {"Bearer wrong", "Bearer ", "Bearer", "Basic YW5hOmFuYQ==", "token-of-ana-0123456789",
          "Bearer token-of-ana-0123456789 ana", "Bearer token-of-ana-012345678", "Bearer TOKEN-OF-ANA-0123456789",
          "bearer\ttoken-of-ana-0123456789"}) {
        Client client(host->port(), "");
        const Answer answer = client.api("GET", "/me", "", {{"Authorization", credentials}});
        EXPECT_EQ(answer.status, 401) << credentials;
    }
}

TEST_P(Http, TheDescriptionIsServedAsItIs) {
    start();
    const Answer answer = Client(host->port(), "").api("GET", "/openapi.json");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json(), api_description());
}

TEST_P(Http, ThePortalIsCompressedForThoseWhoTakeIt) {
    start();
    const auto encoding = [this](const char* accepted) {
        return Client(host->port(), "")
            .call("GET", "/extensions/neo/ui/", "", {{"Accept-Encoding", accepted}})
            .header("content-encoding");
    };
    if (Client(host->port(), "").call("GET", "/extensions/neo/ui/").status == 404) GTEST_SKIP() << "built without it";
    for (const char* accepted : {"gzip", "br, gzip;q=0.5", "gzip ; q=1.0, *;q=0"})
        EXPECT_EQ(encoding(accepted), "gzip") << accepted;
    for (const char* accepted : {"gzip;q=0", "br, gzip; q=0.000", "identity", "x-gzip-like", "gzip;q=0,br;q=1"})
        EXPECT_EQ(encoding(accepted), "") << accepted;
}

TEST_P(Http, UnknownRoutesAnswer404) {
    start();
    for (const char* path :
         {"", "/", "/nothing", "/organizations/acme-dev/nothing", "/organizations/acme-dev/mappings/a/b",
          "/promotions/a/b", "/promotions/", "/organizations/", "/organizations/acme-dev/", "/Me", "/me/x", "//me",
          "/organizations/acme-dev/dataflows/welcome/versions",
          "/organizations/acme-dev/dataflows/welcome/versions/1/nothing"}) {
        const Answer answer = api("ana", "GET", path);
        EXPECT_EQ(answer.status, 404) << path;
    }
    EXPECT_EQ(api("ana", "POST", "/nothing", "{}").status, 404);
}

TEST_P(Http, OtherMethodsAnswer405) {
    start();
    const auto described = described_operations();
    for (const auto& [pattern, route] : api_description().at("paths").as_object())
        for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            if (described.contains(std::string(method) + " " + std::string(pattern))) continue;
            const Answer answer = api("ana", method, filled(std::string(pattern)), *method == 'G' ? "" : "{}");
            // Some patterns overlap: GET /promotions/preflight asks for the promotion of that id.
            if (pattern == "/promotions/preflight" && *method == 'G') continue;
            EXPECT_EQ(answer.status, 405) << method << " " << pattern;
            EXPECT_NE(answer.header("allow"), "") << method << " " << pattern;
            EXPECT_EQ(answer.header("allow").find("GET") != std::string::npos,
                      answer.header("allow").find("HEAD") != std::string::npos);
        }
}

TEST_P(Http, UnknownIdsAnswer404) {
    start();
    for (const std::string path :
         {"/organizations/absent", "/organizations/absent/mappings", "/organizations/acme-dev/dataflows/absent",
          "/organizations/acme-dev/dataflows/absent/versions/1", "/organizations/acme-dev/dataflows/welcome/versions/2",
          "/organizations/acme-dev/dataflows/welcome/versions/9223372036854775807", "/promotions/absent"})
        EXPECT_EQ(api("ana", "GET", path).status, 404) << path;
}

TEST_P(Http, AVersionThatIsNoNumberIsRefused) {
    start();
    for (const char* version : {"x", "0", "-1", "1.0", "1e0", "01", "01x", "99999999999999999999", "%31x", "%00"})
        EXPECT_THAT(
            api("ana", "GET", std::string("/organizations/acme-dev/dataflows/welcome/versions/") + version).status,
            AnyOf(400, 404, 422))
            << version;
}

TEST_P(Http, IdsInPathsAreDecodedOnce) {
    add_dataflow({"acme-dev", "a/b%2F \xF0\x9F\x98\x80?#&=+", {TestVersion{.url = "/odd"}}});
    start_company();
    const Answer answer = version("acme-dev", "a/b%2F \xF0\x9F\x98\x80?#&=+", 1);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(text_of(answer.json().at("dataflow")), "a/b%2F \xF0\x9F\x98\x80?#&=+");
    EXPECT_EQ(promote({"acme-dev", "a/b%2F \xF0\x9F\x98\x80?#&=+"}, "acme-uat").status, 201);
    EXPECT_EQ(api("ana", "GET", "/organizations/acme%2ddev").status, 400) << "a path has one spelling";
    EXPECT_EQ(api("ana", "GET", "/organizations/%61cme-dev").status, 400);
    EXPECT_EQ(as("ana").call("GET", "/extensions/neo/%61pi/v1/me").status, 400);
    EXPECT_EQ(as("ana").call("GET", "/api/v1/%6Frganizations/acme-dev").status, 400);
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-dev/dataflows/welcome/versions/%31").status, 400);
    EXPECT_EQ(host_api("ana", "PUT", "/organizations/acme-dev/dataflows/welcome/versions/01", "{}").status, 404);
    EXPECT_EQ(api("ana", "GET", "/organizations/ACME-DEV").status, 404);
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-dev%20").status, 404);
}

TEST_P(Http, BrokenEscapesAreRefused) {
    start();
    for (const char* id : {"%", "%2", "%zz", "%ff", "%c0%af", "%ed%a0%80", "acme-dev%00"})
        EXPECT_THAT(api("ana", "GET", std::string("/organizations/") + id).status, AnyOf(400, 404, 422)) << id;
    for (const char* query : {"search=%", "search=%zz", "search=%ff"})
        EXPECT_THAT(api("ana", "GET", std::string("/organizations?") + query).status, AnyOf(200, 400)) << query;
    EXPECT_TRUE(is_alive());
}

TEST_P(Http, ABodyThatIsNoJsonIsRefused) {
    start_company();
    const std::string deep = std::string(5000, '[') + std::string(5000, ']');
    for (const std::string& body :
         {std::string("{"), std::string("nonsense"), std::string(" "), std::string("{\"source\":\xFF}"),
          std::string("\xEF\xBB\xBF{}"), std::string("{}{}"), std::string(1, '\0'), deep,
          promotion_of({}, "acme-uat") + "x", promotion_of({}, "acme-uat") + std::string(1, '\0')})
        for (const char* path : {"/promotions", "/promotions/preflight"})
            EXPECT_EQ(api("ana", "POST", path, body).status, 400) << path << " " << body.substr(0, 80);
    EXPECT_TRUE(api("ana", "GET", "/promotions").json().at("items").as_array().empty());
}

TEST_P(Http, ABodyOfAnotherShapeIsRefused) {
    start_company();
    for (const char* body :
         {"null", "[]", "{}", "1", R"("text")", R"({"source": 1, "target": 2})", R"({"source": [], "target": {}})"})
        for (const char* path : {"/promotions", "/promotions/preflight"})
            EXPECT_EQ(api("ana", "POST", path, body).status, 422) << path << " " << body;
    EXPECT_TRUE(api("ana", "GET", "/promotions").json().at("items").as_array().empty());
}

TEST_P(Http, AMissingBodyIsRefused) {
    start_company();
    for (const auto& [method, path] : operations()) {
        if (method == "GET" || method == "DELETE") continue;
        EXPECT_EQ(api("ana", method, path, "").status, 400) << method << " " << path;
    }
}

TEST_P(Http, MembersOfTheWrongKindAreRefusedAndNamed) {
    start_company();
    const auto body = [](const std::string& organization, const std::string& dataflow, const std::string& version,
                         const std::string& target, const std::string& application) {
        return fmt::format(
            R"({{"source": {{"organization": {}, "dataflow": {}, "version": {}}}, "target": {{"organization": {}, "application": {}}}}})",
            organization, dataflow, version, target, application);
    };
    const std::string org = R"("acme-dev")";
    const std::string flow = R"("welcome")";
    const std::string target = R"("acme-uat")";
    const std::string crm = R"("crm")";
    for (const auto& [named, wrong] : std::vector<std::pair<std::string, std::string>>{
             {"organization", body("1", flow, "1", target, crm)},
             {"organization", body("null", flow, "1", target, crm)},
             {"dataflow", body(org, "[]", "1", target, crm)},
             {"version", body(org, flow, R"("1")", target, crm)},
             {"version", body(org, flow, "1.5", target, crm)},
             {"version", body(org, flow, "true", target, crm)},
             {"version", body(org, flow, "null", target, crm)},
             {"version", body(org, flow, "18446744073709551616", target, crm)},
             {"organization", body(org, flow, "1", "{}", crm)},
             {"application", body(org, flow, "1", target, "7")},
         }) {
        const Answer refused = api("ana", "POST", "/promotions", wrong);
        EXPECT_EQ(refused.status, 422) << wrong;
        EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr(named));
    }
    for (const char* version : {"0", "-1", "9223372036854775807"})
        EXPECT_THAT(api("ana", "POST", "/promotions", body(org, flow, version, target, crm)).status, AnyOf(404, 422));
}

TEST_P(Http, AMissingMemberIsNamed) {
    start_company();
    for (const auto& [named, body] : std::vector<std::pair<std::string, std::string>>{
             {"source", R"({"target": {"organization": "acme-uat", "application": "crm"}})"},
             {"target", R"({"source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1}})"},
             {"version",
              R"({"source": {"organization": "acme-dev", "dataflow": "welcome"}, "target": {"organization": "a"}})"},
             {"dataflow", R"({"source": {"organization": "acme-dev", "version": 1}, "target": {"organization": "a"}})"},
             {"organization",
              R"({"source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1}, "target": {}})"},
         }) {
        const Answer refused = api("ana", "POST", "/promotions", body);
        EXPECT_EQ(refused.status, 422) << body;
        EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr(named));
    }
}

TEST_P(Http, AnUnknownMemberIsRefusedAndNamed) {
    start_company();
    std::string body = promotion_of({}, "acme-uat");
    body.insert(1, R"("applicaton": "crm", )");
    const Answer refused = api("ana", "POST", "/promotions", body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr("applicaton"));
    EXPECT_EQ(api("ana", "PUT", "/organizations/acme-dev/registration", R"({"type": "dev", "kind": "x"})").status, 422);
    EXPECT_EQ(api("ana", "POST", "/organizations/acme-dev/mappings",
                  R"({"target": "acme-prod", "relation": "default", "mode": 1})")
                  .status,
              422);
    EXPECT_EQ(
        api("ana", "PATCH", "/organizations/acme-dev/mappings/acme-uat", R"({"relation": "sibling", "a": 1})").status,
        422);
}

TEST_P(Http, AHugeBodyIsRefused) {
    start_company();
    const Answer refused = as("ana").call("POST", "/extensions/neo/api/v1/promotions", std::string(10 << 20, ' '));
    EXPECT_THAT(refused.status, AnyOf(400, 413));
    EXPECT_TRUE(is_alive());
}

// What can be told from the head is told before the body comes: it is never sent here.
TEST_P(Http, TheHeadOfARequestDecidesWhetherItsBodyIsWanted) {
    start_company();
    const auto status = [this](const std::string& line, const std::string& user, std::size_t bytes) {
        test::HttpClient client(fmt::format("127.0.0.1:{}", host->port()), 10);
        client.send(
            fmt::format("{} HTTP/1.1\r\nHost: neo\r\nContent-Type: application/json\r\n{}Expect: 100-continue\r\n"
                        "Content-Length: {}\r\n\r\n",
                        line, user.empty() ? "" : "Authorization: Bearer " + user + "\r\n", bytes));
        return client.receive().status;
    };
    constexpr std::size_t session = 4 * 1024;
    constexpr std::size_t request = 64 * 1024;
    constexpr std::size_t document = 9 * 1024 * 1024;
    const std::string promotions = "POST /extensions/neo/api/v1/promotions";
    const std::string draft = "PUT /api/v1/organizations/acme-dev/dataflows/welcome/versions/1";
    const std::string dataflow = "POST /api/v1/organizations/acme-dev/dataflows";
    const std::string drafts = dataflow + "/welcome/versions";
    const std::string state = drafts + "/1/state";
    const std::string ana = token_of("ana");
    for (const std::string& line : {promotions, draft, dataflow, drafts, state, std::string("PUT /extensions/neo/ui/"),
                                    std::string("PUT /api/v1/users/vic/grants/acme-dev")}) {
        EXPECT_EQ(status(line, "", 10), 401) << line;
        EXPECT_EQ(status(line, "wrong", document), 401) << line;
    }
    EXPECT_EQ(status("GET /extensions/neo/ui/", "", 1), 413) << "nobody's body is read";
    for (const std::string& line : {draft, dataflow, drafts}) {
        EXPECT_EQ(status(line, ana, document), 100) << line;
        EXPECT_EQ(status(line, ana, document + 1), 413) << line;
        EXPECT_EQ(status(line, token_of("vic"), 10), 403) << line;
        EXPECT_EQ(status(line, token_of("stranger"), 10), 404) << line;
    }
    for (const std::string& line : {promotions, state, std::string("PUT /api/v1/users/vic/grants/acme-dev")}) {
        EXPECT_EQ(status(line, ana, request), 100) << line;
        EXPECT_EQ(status(line, ana, request + 1), 413) << line;
    }
    EXPECT_EQ(status("POST /api/v1/nothing", ana, 10), 404);
    EXPECT_EQ(status("POST /healthz", ana, 10), 405);
    EXPECT_EQ(status("POST /api/v1/session", "", session + 1), 413);
}

// P1: what the host and the plugin answer is for the one who asked, and no page.
TEST_P(Http, EveryAnswerIsKeptByNobodyAndIsNoPage) {
    start_company();
    const std::string organization = "/extensions/neo/api/v1/organizations/acme-dev";
    for (const std::string& path :
         {organization, organization + "x", std::string("/extensions/neo/api/v1/openapi.json"),
          std::string("/api/v1/organizations/acme-dev"), std::string("/healthz"), std::string("/nothing"),
          std::string("/%61")}) {
        const Answer answer = as("ana").call("GET", path);
        EXPECT_EQ(answer.headers.count("x-content-type-options"), 1U) << path;
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << path;
        EXPECT_EQ(answer.header("cache-control"), "no-store") << path;
        EXPECT_EQ(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'") << path;
        EXPECT_EQ(answer.header("strict-transport-security"), "") << path;
    }
    EXPECT_EQ(Client(host->port(), "").call("GET", "/metrics").header("x-content-type-options"), "nosniff");
    const Answer page = Client(host->port(), "").call("GET", "/extensions/neo/ui/");
    EXPECT_EQ(page.headers.count("x-content-type-options"), 1U);
    if (page.status == 200) {
        EXPECT_THAT(page.header("content-security-policy"), HasSubstr("script-src 'self'"));
    }
}

// P1: a front server takes credentials out of headers, and nothing but headers counts.
TEST_P(Http, CredentialsInTrailersAreNone) {
    start_company();
    const std::string trailer = "Authorization: Bearer " + token_of("ana") + "\r\n\r\n";
    for (const std::string& line :
         {std::string("GET /extensions/neo/api/v1/me"), std::string("POST /extensions/neo/api/v1/promotions/preflight"),
          std::string("GET /api/v1/organizations/acme-dev")}) {
        const std::string answer = raw_exchange(
            host->port(),
            line + " HTTP/1.1\r\nHost: neo\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + trailer);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 401") || answer.starts_with("HTTP/1.1 413")) << answer;
    }
}

TEST_P(Http, ACharsetInTheContentTypeIsFine) {
    start_company();
    const Answer answer = as("ana").api("POST", "/promotions", promotion_of({}, "acme-uat"),
                                        {{"Content-Type", "application/json; charset=utf-8"}});
    EXPECT_EQ(answer.status, 201);
}

TEST_P(Http, HostileTextIsOnlyText) {
    const std::string hostile = "'; DROP TABLE promotions; -- <script>alert(1)</script> \xE2\x80\xAE ${HOME} :name ?1";
    add_dataflow({"acme-dev", hostile, {TestVersion{.url = hostile}}}).name = hostile;
    start_company();
    const Answer answer = promoted({"acme-dev", hostile}, "acme-uat");
    EXPECT_EQ(text_of(answer.json().at("source").at("dataflow")), hostile);
    EXPECT_EQ(text_of(answer.json().at("trigger").at("url")), hostile);
    const Answer there = version("acme-uat", text_of(answer.json().at("target").at("dataflow")), 1);
    EXPECT_EQ(text_of(there.json().at("name")), hostile);
    EXPECT_EQ(api("ana", "GET", "/promotions?dataflow=" + encoded(hostile)).json().at("items").as_array().size(), 1U);
}

TEST_P(Http, OddRequestsDoNotHarmTheHost) {
    start();
    const std::string path = " /extensions/neo/api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    for (const std::string& request : {
             std::string("\r\n\r\n"),
             std::string("GET\r\n\r\n"),
             std::string("GET / HTTP/9.9\r\n\r\n"),
             std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", 11),
             std::string(100000, 'A'),
             "GET " + std::string(100000, '/') + " HTTP/1.1\r\n\r\n",
             "GET" + path + std::string("X: ") + std::string(200000, 'y') + "\r\n\r\n",
             "HEAD" + path + "\r\n",
             "OPTIONS" + path + "\r\n",
             "TRACE" + path + "\r\n",
             "BREW" + path + "\r\n",
             "get" + path + "\r\n",
             "POST" + path + "Content-Length: -5\r\n\r\n",
             "POST" + path + "Content-Length: 99999999999999999999\r\n\r\n{}",
             "POST" + path + "Content-Length: 50\r\n\r\n{}",
             "POST" + path + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
             "POST" + path + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "GET" + path + "Authorization: Bearer " + std::string(5000, 't') + "\r\n\r\n",
             "GET" + path + "Cookie: neo_session=" + std::string(3000, '%') + "\r\n\r\n",
             "GET" + path + "Range: bytes=9-1,-1,a-b\r\n\r\n",
             std::string("GET /extensions/neo/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
             std::string(
                 "GET /extensions/neo/ui/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
             std::string("GET http://other/extensions/neo/api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
         }) {
        const std::string answer = raw_exchange(host->port(), request);
        EXPECT_EQ(answer.find("root:"), std::string::npos);
        EXPECT_FALSE(answer.starts_with("HTTP/1.1 5") && !request.starts_with("BREW")) << request.substr(0, 80) << "\n"
                                                                                       << answer.substr(0, 300);
        if (request.starts_with("BREW")) {
            EXPECT_TRUE(answer.starts_with("HTTP/1.1 501")) << answer;
        }
        EXPECT_TRUE(is_alive()) << request.substr(0, 80);
    }
    EXPECT_EQ(host->stop(), 0);
}

TEST_P(Http, IdleConnectionsDoNotStarveOthers) {
    start();
    std::list<test::HttpClient> idle;
    for (int count = 0; count < 200; ++count)
        idle.emplace_back(fmt::format("127.0.0.1:{}", host->port())).send("");
    EXPECT_TRUE(is_alive());
}

TEST_P(Http, HealthAndMetricsAnswerWithoutCredentials) {
    start_company();
    promoted({}, "acme-uat");
    promote({}, "acme-prod");
    Client nobody(host->port(), "");
    EXPECT_EQ(nobody.call("GET", "/healthz").status, 200);
    const Answer metrics = nobody.call("GET", "/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_THAT(metrics.header("Content-Type"), HasSubstr("text/plain"));
    EXPECT_THAT(metrics.body, HasSubstr("# TYPE"));
    EXPECT_TRUE(std::regex_search(metrics.body, std::regex("promotions_total\\{[^}]*succeeded[^}]*\\} 1\\b")))
        << metrics.body;
    EXPECT_TRUE(std::regex_search(metrics.body, std::regex("promotions_total\\{[^}]*refused[^}]*\\} 1\\b")));
}

NEO_ON_EVERY_BACKEND(Http);

}  // namespace
}  // namespace neo::e2e
