// A5: who holds which permission, as the plugin tells it on hosts with the service people/1 and without it.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo::testing;

constexpr const char* config = R"({"database": {"backend": "sqlite", "connection": "promote.db"}})";
constexpr const char* people = "/api/v1/organizations/acme-dev/people";

void set_up(MockHost& host) {
    host.organization("acme-dev");
    host.user("ana").may_everything();
    host.user("bob").grant("acme-dev", {"neo.promote"});
}

TEST(PeopleOverHttp, A5_AreToldWhereTheHostSaysSo) {
    MockHost host;
    set_up(host);
    const auto plugin = host.start(NEO_PROMOTE, config);
    EXPECT_EQ(
        plugin.as("ana").http("GET", people).body,
        R"({"items":[{"user":"ana","name":"ana","permissions":["neo.view","neo.edit","neo.admin","neo.promote"]},)"
        R"({"user":"bob","name":"bob","permissions":["neo.promote"]}],"next_cursor":null,"told":true})");
}

TEST(PeopleOverHttp, A5_OfAHostThatDoesNotSayIsToldThatItDoesNot) {
    MockHost host;
    set_up(host);
    host.without_service("people/1");
    const auto plugin = host.start(NEO_PROMOTE, config);
    const HttpAnswer untold = plugin.as("ana").http("GET", people);
    EXPECT_EQ(untold.status, 200);
    EXPECT_EQ(untold.body, R"({"items":[],"next_cursor":null,"told":false})");
    EXPECT_EQ(plugin.as("bob").http("GET", people).status, 403) << "whether it says so or not";
}

}  // namespace
