// A live host and plugin under damaged requests: every one is answered or refused, none is answered 500, and the host
// ends well afterwards (under a sanitizer: without a finding).
#include "mutation.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <support/client.hpp>
#include <support/host.hpp>
#include <support/platform.hpp>
#include <support/promotion.hpp>
#include <vector>

namespace {

namespace fuzz = neo::fuzz;
using namespace neo::e2e;

std::string request(std::string_view method, std::string_view path, const std::string& body = "") {
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: neo\r\nConnection: close\r\nAuthorization: Bearer token-of-ana-0123456789\r\n"
        "Content-Type: application/json\r\nX-Neo-CSRF: 1\r\nContent-Length: {}\r\n\r\n{}",
        method, path, body.size(), body);
}

std::vector<std::string> seeds() {
    const std::string api = "/extensions/neo/api/v1";
    const std::string flow = "/organizations/acme-dev/dataflows/welcome";
    return {
        request("GET", api + "/me"),
        request("GET", api + "/organizations?search=a&limit=2&cursor=acme-dev"),
        request("GET", api + flow + "/versions/1"),
        request("GET", api + flow + "/versions/1/promotion-targets/acme-uat/applications"),
        request("GET", api + "/promotions?organization=acme-dev&role=any&from=2026-01-01T00:00:00Z&limit=5"),
        request("PUT", api + "/organizations/acme-dev/registration", R"({"type": "dev"})"),
        request("POST", api + "/organizations/acme-dev/mappings", R"({"target": "acme-uat", "relation": "sibling"})"),
        request("PATCH", api + "/organizations/acme-dev/mappings/acme-uat", R"({"relation": "default"})"),
        request("POST", api + "/promotions/preflight", promotion_of({}, "acme-uat")),
        request("POST", api + "/promotions", promotion_of({}, "acme-uat")),
        request("POST", "/api/v1/session", R"({"token": "token-of-ana-0123456789"})"),
        request("POST", "/api/v1" + flow + "/versions", R"({"copy_of": 1})"),
        request("PUT", "/api/v1" + flow + "/versions/2", R"({"blocks": [{"id": "b", "config": {"n": 1e2}}]})"),
        request("GET", "/extensions/neo/ui/"),
        request("GET", "/metrics"),
    };
}

std::vector<std::string> words() {
    auto words = fuzz::json_words();
    for (const char* word : {"%",
                             "%00",
                             "%ff",
                             "%2f",
                             "..",
                             "//",
                             "?",
                             "&",
                             "=",
                             "#",
                             " ",
                             "\r\n",
                             "\r\n\r\n",
                             "\n",
                             "HTTP/1.1",
                             "HTTP/1.0",
                             "HEAD ",
                             "OPTIONS ",
                             "Content-Length: 5",
                             "Content-Length: -1",
                             "Transfer-Encoding: chunked\r\n",
                             "5\r\nabcde\r\n0\r\n\r\n",
                             "Expect: 100-continue\r\n",
                             "Cookie: neo_session=x\r\n",
                             "Range: bytes=1-0\r\n",
                             "Connection: keep-alive\r\n",
                             ":"})
        words.emplace_back(word);
    return words;
}

TEST(HttpFuzz, V2_DamagedRequestsAreAnsweredOrRefusedAndHarmNothing) {
    Platform platform;
    platform.organizations = {{"acme-dev"}, {"acme-uat"}};
    platform.users = {{"ana", {{"acme-dev"}, {"acme-uat"}}}};
    platform.dataflows = {{"acme-dev", "welcome", {TestVersion{}}}};
    Host host("sqlite", platform.json());
    host.start();

    const auto originals = seeds();
    fuzz::Mutator mutator(20260105, words());
    std::size_t answered = 0;
    for (std::size_t round = fuzz::rounds(1500); round > 0; --round) {
        const std::string bytes = mutator.mutated(originals[mutator.below(originals.size())]);
        const std::string answer = raw_exchange(host.port(), bytes);
        if (answer.starts_with("HTTP/1.1 ")) ++answered;
        ASSERT_FALSE(answer.starts_with("HTTP/1.1 5") && !answer.starts_with("HTTP/1.1 501"))
            << bytes << "\n-> " << answer;
    }
    std::printf("%zu damaged requests were answered\n", answered);
    EXPECT_GT(answered, 0U);
    EXPECT_EQ(Client(host.port(), token_of("ana")).api("GET", "/me").status, 200);
    EXPECT_EQ(host.stop(), 0) << host.log();
}

}  // namespace
