#include "support/promotion_test.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <sstream>

namespace neo::e2e {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A8: an auditor is shown one log of who tried what.
class SecurityLog : public PromotionTest {
protected:
    // A host with a file for its security log.
    void start_with_file() {
        host = std::make_unique<Host>(GetParam(), platform.json());
        std::string text = read_file(host->configuration_file());
        text.insert(1, R"("security_log": "security.log", )");
        write_file(host->configuration_file(), text);
        host->start();
    }
    std::string file() const { return read_file(host->folder() / "security.log"); }

    // The events of a kind, in order. Every line of the file must be one.
    std::vector<boost::json::value> events(const std::string& kind) const {
        std::istringstream in(file());
        std::vector<boost::json::value> found;
        for (std::string line; std::getline(in, line);) {
            const auto event = boost::json::parse(line);
            for (const char* member : {"time", "event", "outcome", "user", "address", "request_id", "details"})
                EXPECT_TRUE(event.as_object().contains(member)) << line;
            if (text_of(event.at("event")) == kind) found.push_back(event);
        }
        return found;
    }
    boost::json::value only(const std::string& kind) const {
        const auto found = events(kind);
        EXPECT_EQ(found.size(), 1U) << kind << "\n" << file();
        return found.empty() ? boost::json::value() : found.front();
    }
    Answer log_in(const std::string& token, Headers headers = {}) const {
        headers.emplace("X-Neo-CSRF", "1");
        return Client(host->port(), "").call("POST", "/api/v1/session", R"({"token": ")" + token + "\"}", headers);
    }
};

TEST_P(SecurityLog, TellsWhoLoggedInAndOut) {
    start_with_file();
    const Answer in = log_in(token_of("ana"));
    const auto told = only("log_in");
    EXPECT_EQ(text_of(told.at("outcome")), "success");
    EXPECT_EQ(text_of(told.at("user")), "ana");
    EXPECT_EQ(text_of(told.at("address")), "127.0.0.1");
    EXPECT_EQ(text_of(told.at("request_id")), in.header("x-request-id"));
    const std::string cookie = in.header("set-cookie").substr(0, in.header("set-cookie").find(';'));
    Client(host->port(), "").call("DELETE", "/api/v1/session", "", {{"Cookie", cookie}, {"X-Neo-CSRF", "1"}});
    EXPECT_EQ(text_of(only("log_out").at("user")), "ana");

    const Answer failed = log_in("a-token-of-nobody-at-all");
    const auto refused = events("log_in").back();
    EXPECT_EQ(text_of(refused.at("outcome")), "failure");
    EXPECT_TRUE(refused.at("user").is_null());
    EXPECT_EQ(text_of(refused.at("request_id")), failed.header("x-request-id"));
    EXPECT_THAT(events("denied"), IsEmpty()) << "a failed log-in is told once";
}

TEST_P(SecurityLog, TellsEveryDenialOfHostAndPlugin) {
    start_with_file();
    const Answer nobody = Client(host->port(), "").api("GET", "/me");
    const Answer wrong = Client(host->port(), "a-token-of-nobody-at-all").api("GET", "/organizations?search=secret");
    const Answer plugin = api("vic", "PUT", "/organizations/acme-dev/registration", R"({"type": "dev"})");
    const Answer own = host_api("ana", "PUT", "/organizations/new", "{}");
    const auto denied = events("denied");
    ASSERT_EQ(denied.size(), 4U) << file();
    const auto expect = [&](std::size_t at, const Answer& answer, const char* user, const char* code) {
        const auto& event = denied[at];
        EXPECT_EQ(text_of(event.at("request_id")), answer.header("x-request-id")) << at;
        EXPECT_EQ(event.at("details").at("status").as_int64(), answer.status) << at;
        EXPECT_EQ(text_of(event.at("details").at("code")), code) << at;
        EXPECT_EQ(event.at("user").is_null() ? "" : text_of(event.at("user")), user) << at;
    };
    expect(0, nobody, "", "unauthenticated");
    expect(1, wrong, "", "unauthenticated");
    expect(2, plugin, "vic", "admin_permission_missing");
    expect(3, own, "ana", "permission_missing");
    EXPECT_EQ(text_of(denied[2].at("details").at("path")),
              "/extensions/neo/api/v1/organizations/acme-dev/registration");
    EXPECT_THAT(file(), Not(HasSubstr("search")));
    EXPECT_EQ(api("ana", "GET", "/me").header("x-request-id"), "") << "nothing is told of it";
}

TEST_P(SecurityLog, TellsChangesOfGrantsTokensAndSessions) {
    start_with_file();
    EXPECT_EQ(host_api("root", "PUT", "/users/vic/grants/acme-dev", R"({"permissions": ["neo.edit"]})").status, 200);
    const auto grant = only("grant_changed");
    EXPECT_EQ(text_of(grant.at("user")), "root");
    EXPECT_EQ(text_of(grant.at("details").at("user")), "vic");
    EXPECT_EQ(text_of(grant.at("details").at("before").as_array().front()), "neo.view");
    EXPECT_EQ(text_of(grant.at("details").at("permissions").as_array().front()), "neo.edit");

    const Answer made = host_api("root", "POST", "/users/vic/tokens");
    const std::string secret = text_of(made.json().at("token"));
    EXPECT_EQ(only("token_made").at("details").at("token"), made.json().at("id"));
    EXPECT_EQ(log_in(secret).status, 200);
    EXPECT_EQ(host_api("root", "DELETE", "/sessions?user=vic").status, 204);
    EXPECT_EQ(only("sessions_ended").at("details").at("count").as_int64(), 1);
    EXPECT_EQ(host_api("root", "DELETE", "/users/vic/tokens/" + text_of(made.json().at("id"))).status, 204);
    EXPECT_EQ(only("token_revoked").at("details").at("token"), made.json().at("id"));
    EXPECT_THAT(file(), Not(HasSubstr(secret)));
}

TEST_P(SecurityLog, TellsTheConfigurationAndImports) {
    start_with_file();
    EXPECT_EQ(text_of(only("start").at("details").at("store")), GetParam());
    EXPECT_EQ(text_of(only("import").at("outcome")), "success");
    write_file(host->folder() / "broken.json", "{");
    host->command("import", {(host->folder() / "broken.json").string()});
    EXPECT_EQ(text_of(events("import").back().at("outcome")), "failure");
}

TEST_P(SecurityLog, HoldsNoSecretAndNoContent) {
    start_with_file();
    const Answer in = log_in(token_of("ana"));
    const std::string cookie = in.header("set-cookie").substr(0, in.header("set-cookie").find(';'));
    log_in("a-token-of-nobody-at-all");
    Client(host->port(), "a-token-of-nobody-at-all").api("GET", "/me");
    host_api("vic", "POST", "/organizations/acme-dev/dataflows", R"({"id": "planted-content"})");
    EXPECT_EQ(host->stop(), 0);
    for (const std::string& secret : {std::string("token-of-"), cookie.substr(cookie.find('=') + 1),
                                      std::string("planted-content"), std::string("neo_session")})
        EXPECT_THAT(file(), Not(HasSubstr(secret)));
    for (const std::string& secret : {std::string("token-of-"), cookie.substr(cookie.find('=') + 1)})
        EXPECT_THAT(host->log(), Not(HasSubstr(secret)));
}

TEST_P(SecurityLog, IsNotFilledByOneWhoRepeatsHimself) {
    start_with_file();
    for (int i = 0; i < 100; ++i)
        host_api("stranger", "PUT", "/organizations/new", "{}");
    EXPECT_LE(events("denied").size(), 30U) << "ten a minute, and the test may meet the end of one or two";
    EXPECT_EQ(host->stop(), 0);
    std::int64_t told = 0;
    for (const auto& event : events("denied")) {
        const auto* left_out = event.at("details").as_object().if_contains("left_out");
        told += left_out == nullptr ? 1 : left_out->as_int64();
    }
    EXPECT_EQ(told, 100);
}

TEST_P(SecurityLog, GoesToTheLogWhenThereIsNoFile) {
    start();
    Client(host->port(), "").api("GET", "/me");
    EXPECT_THAT(host->log(), HasSubstr(R"("event":"denied","outcome":"failure")"));
}

INSTANTIATE_TEST_SUITE_P(On, SecurityLog, testing::Values("sqlite"), [](const auto& run) { return run.param; });

}  // namespace
}  // namespace neo::e2e
