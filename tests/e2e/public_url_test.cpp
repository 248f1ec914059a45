// P1: a host below a path, behind a proxy that takes the path away or keeps it; with public_url, and without a word of
// it.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <tuple>

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;
using testing::StartsWith;

class PublicUrl : public PromotionTest {
protected:
    // A host with this public_url, a JSON value; empty: with none.
    void configure(const std::string& value) {
        host = std::make_unique<Host>(GetParam(), platform.json());
        std::string text = read_file(host->configuration_file());
        if (!value.empty()) text.insert(1, "\"public_url\": " + value + ", ");
        write_file(host->configuration_file(), text);
    }
    void serve(const std::string& url) {
        configure(url.empty() ? "" : json_string(url));
        host->start();
    }

    Answer get(const std::string& path) const { return Client(host->port(), "").call("GET", path); }

    // Where a browser goes that asked for `path` of an origin and was sent on (RFC 3986, 5.2, as far as needed here).
    static std::string resolved(const std::string& path, const std::string& reference) {
        if (reference.starts_with('/')) return reference;
        std::string folder = path.substr(0, path.rfind('/') + 1);
        std::string rest = reference;
        for (; rest.starts_with("../"); rest.erase(0, 3))
            folder.erase(folder.rfind('/', folder.size() - 2) + 1);
        if (rest.starts_with("./")) rest.erase(0, 2);
        return folder + rest;
    }

    // The cookie of a log-in: "name=value", and its attributes.
    std::pair<std::string, std::string> log_in(const std::string& below = "") const {
        const std::string cookie = Client(host->port(), "")
                                       .call("POST", below + "/api/v1/session",
                                             R"({"token": "token-of-ana-0123456789"})", {{"X-Neo-CSRF", "1"}})
                                       .header("set-cookie");
        const auto end = cookie.find(';');
        return {cookie.substr(0, end), cookie.substr(end)};
    }
    int status_with(const std::string& cookie, const std::string& path) const {
        return Client(host->port(), "").call("GET", path, "", {{"Cookie", cookie}}).status;
    }
};

TEST_P(PublicUrl, RedirectsStayBelowThePathThatAProxyTakesAway) {
    serve("");
    for (const auto& [asked, landed] : std::vector<std::pair<std::string, std::string>>{
             {"/", "/extensions/neo/ui/"},
             {"/extensions/neo/", "/extensions/neo/ui/"},
             {"/extensions/neo/?a=b", "/extensions/neo/ui/"},
             {"/extensions/neo/ui", "/extensions/neo/ui/"},
             {"/extensions/neo/ui?a=/b/c", "/extensions/neo/ui/"},
             {"/extensions/neo", "/extensions/neo/"},
         }) {
        const Answer moved = get(asked);
        EXPECT_EQ(moved.status, 302) << asked;
        const std::string public_path = "/some/path" + asked.substr(0, asked.find('?'));
        EXPECT_EQ(resolved(public_path, moved.header("location")), "/some/path" + landed) << asked;
    }
}

TEST_P(PublicUrl, EveryPageAsksForItsFilesRelativeToItself) {
    serve("");
    if (get("/extensions/neo/ui/").status == 404) GTEST_SKIP() << "built without the portal";
    const std::regex reference("(?:src|href)=\"([^\"]+)\"");
    for (const std::string page :
         {"", "organizations", "organizations/acme-dev/dataflows/welcome/versions/1/promote",
          "organizations/a%2Fb%2F..%2Fc/dataflows", "organizations/x/", "a//b", "index.html", "x?search=a/b/c"}) {
        const std::string path = "/extensions/neo/ui/" + page;
        const Answer answer = get(path);
        EXPECT_EQ(answer.status, 200);
        EXPECT_THAT(answer.header("Content-Type"), HasSubstr("text/html"));
        EXPECT_THAT(answer.header("content-security-policy"), HasSubstr("base-uri 'none'"));
        int files = 0;
        for (std::sregex_iterator found(answer.body.begin(), answer.body.end(), reference), end; found != end;
             ++found) {
            const std::string file = resolved(path.substr(0, path.find('?')), (*found)[1]);
            EXPECT_THAT(file, StartsWith("/extensions/neo/ui/assets/")) << page << " " << (*found)[1];
            EXPECT_EQ(get(file).status, 200) << file;
            ++files;
        }
        EXPECT_GE(files, 3) << "script, styles, icon";
    }
}

TEST_P(PublicUrl, APromotionIsFoundWhereItsAnswerSays) {
    start_company();
    const Answer made = promote({}, "acme-uat");
    ASSERT_EQ(made.status, 201);
    const std::string found = resolved("/some/path/extensions/neo/api/v1/promotions", made.header("location"));
    EXPECT_EQ(found, "/some/path/extensions/neo/api/v1/promotions/" + text_of(made.json().at("id")));
}

TEST_P(PublicUrl, RequestsAreServedWithThePathAndWithout) {
    serve("https://neo.example/some/path/");
    const std::string cookie = log_in().first;
    const std::string kept = log_in("/some/path").first;
    for (const std::string below : {"", "/some/path"}) {
        EXPECT_EQ(get(below + "/healthz").status, 200);
        EXPECT_EQ(get(below + "/metrics").status, 200);
        EXPECT_EQ(get(below + "/extensions/neo/api/v1/openapi.json?a=b").status, 200);
        EXPECT_EQ(status_with(cookie, below + "/extensions/neo/api/v1/me"), 200);
        EXPECT_EQ(status_with(kept, below + "/extensions/neo/api/v1/me"), 200);
        EXPECT_EQ(get(below + "/nothing").status, 404);
        EXPECT_EQ(get(below + "/some/path/some/path/healthz").status, 404);
    }
    EXPECT_EQ(get("/some/pathology/healthz").status, 404);
    EXPECT_EQ(get("/some/healthz").status, 404);
}

TEST_P(PublicUrl, TheRootLeadsToThePortalBelowThePath) {
    serve("https://neo.example/some/path");
    for (const std::string asked : {"/", "/some/path", "/some/path/", "/some/path?a=b"})
        EXPECT_EQ(get(asked).header("location"), "/some/path/extensions/neo/ui/") << asked;
    for (const std::string asked : {"/some/path/extensions/neo/ui", "/some/path/extensions/neo/"})
        EXPECT_EQ(resolved(asked, get(asked).header("location")), "/some/path/extensions/neo/ui/") << asked;
    EXPECT_EQ(resolved("/some/path/extensions/neo", get("/some/path/extensions/neo").header("location")),
              "/some/path/extensions/neo/");
}

// A path that begins as the host's own do takes nothing of theirs away.
TEST_P(PublicUrl, APathLikeOneOfTheHostsHidesNone) {
    for (const std::string path : {"/api", "/api/v1", "/extensions"}) {
        serve("http://neo.example" + path);
        for (const std::string& below : {std::string(), path}) {
            EXPECT_EQ(get(below + "/healthz").status, 200) << path;
            EXPECT_EQ(status_with(log_in(below).first, below + "/extensions/neo/api/v1/me"), 200) << path;
        }
        EXPECT_EQ(host->stop(), 0);
    }
}

TEST_P(PublicUrl, TheCookieIsForThePublicUrlAlone) {
    for (const auto& [url, name, attributes] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"", "neo_session", "; Path=/; HttpOnly; SameSite=Strict; Max-Age="},
             {"http://neo.example", "neo_session", "; Path=/; HttpOnly; SameSite=Strict; Max-Age="},
             {"http://neo.example:8080/a", "neo_session", "; Path=/a; HttpOnly; SameSite=Strict; Max-Age="},
             {"https://neo.example/", "__Host-neo_session", "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age="},
             {"https://neo.example/some/path/", "neo_session",
              "; Path=/some/path; Secure; HttpOnly; SameSite=Strict; Max-Age="},
         }) {
        serve(url);
        const auto [cookie, told] = log_in();
        EXPECT_THAT(cookie, StartsWith(name + "=")) << url;
        EXPECT_THAT(told, StartsWith(attributes)) << url;
        EXPECT_EQ(status_with(cookie, "/extensions/neo/api/v1/me"), 200) << url;
        EXPECT_EQ(status_with("x=y; " + cookie, "/extensions/neo/api/v1/me"), 200) << url;
        const Answer out =
            Client(host->port(), "").call("DELETE", "/api/v1/session", "", {{"Cookie", cookie}, {"X-Neo-CSRF", "1"}});
        EXPECT_EQ(out.header("set-cookie"), name + "=" + attributes + "0") << url;
        EXPECT_EQ(status_with(cookie, "/extensions/neo/api/v1/me"), 401) << url;
        EXPECT_EQ(host->stop(), 0);
    }
}

TEST_P(PublicUrl, ALogInComesFromThePublicUrl) {
    serve("https://Neo.Example:443/some/path");
    const auto status_from = [&](const std::string& origin) {
        return Client(host->port(), "")
            .call("POST", "/api/v1/session", R"({"token": "token-of-ana-0123456789"})",
                  {{"X-Neo-CSRF", "1"}, {"Origin", origin}})
            .status;
    };
    EXPECT_EQ(status_from("https://neo.example"), 200);
    for (const std::string origin : {"http://neo.example", "https://neo.example:444", "null"})
        EXPECT_EQ(status_from(origin), 403) << origin;
    EXPECT_EQ(status_from("http://127.0.0.1:" + std::to_string(host->port())), 403);
}

// Where the browser vouches for the cookie of the name with the prefix, one of the other name is anybody's.
TEST_P(PublicUrl, WithThePrefixNoOtherCookieCounts) {
    serve("https://neo.example");
    const std::string cookie = log_in().first;
    EXPECT_EQ(status_with(cookie.substr(std::string("__Host-").size()), "/extensions/neo/api/v1/me"), 401);
}

TEST_P(PublicUrl, WhatIsNoneIsRefusedAndTheMessageNamesTheKey) {
    for (const std::string value : {R"("")",
                                    R"("neo.example")",
                                    R"("/some/path")",
                                    R"("//neo.example")",
                                    R"("ftp://neo.example")",
                                    R"("HTTPS//neo.example")",
                                    R"("https://")",
                                    R"("https:///path")",
                                    R"("https://user@neo.example")",
                                    R"("https://user:secret@neo.example/")",
                                    R"("https://neo.example?a=b")",
                                    R"("https://neo.example/#top")",
                                    R"("https://neo.example:port")",
                                    R"("https://neo.example:")",
                                    R"("https://neo example")",
                                    R"("https://[::1")",
                                    R"("https://neo.example/a b")",
                                    R"("https://neo.example/a;b")",
                                    R"("https://neo.example/a\r\nSet-Cookie: x")",
                                    R"("https://neo.example/a//b")",
                                    R"("https://neo.example/a/../b")",
                                    R"("https://neo.example/.")",
                                    R"("https://neo.example/\u00e9")",
                                    "7",
                                    "[]"}) {
        configure(value);
        const Finished finished = host->command("check-config");
        EXPECT_THAT(finished.status, Optional(testing::Gt(0))) << value;
        EXPECT_THAT(finished.errors, HasSubstr("host.json: public_url: ")) << value;
    }
    configure(R"("ftp://neo.example")");
    EXPECT_THAT(host->command("serve").errors, AllOf(HasSubstr("public_url: must begin with https:// or http://"),
                                                     HasSubstr("ftp://neo.example"), Not(HasSubstr("listening"))));
}

TEST_P(PublicUrl, WhatIsOneIsTaken) {
    for (const std::string value :
         {"null", R"("http://localhost")", R"("https://neo.example:8443")", R"("https://[::1]:8443/a")",
          R"("https://neo_1.example/a-b/~c/%C3%A9/d.e")", R"("http://127.0.0.1:8080/")"}) {
        configure(value);
        EXPECT_THAT(host->command("check-config").status, Optional(0)) << value;
    }
}

INSTANTIATE_TEST_SUITE_P(On, PublicUrl, testing::Values("sqlite"), [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace neo::e2e
