// The plugin in the mock host.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

using namespace neo::testing;

TEST(Tiny, GreetsAnOrganizationByItsName) {
    MockHost host;
    host.organization("acme-dev").name("Acme Dev");
    auto plugin = host.start(TINY_PLUGIN);

    EXPECT_EQ(plugin.as("ana").http("GET", "/acme-dev").body, "Hello, Acme Dev");
    EXPECT_THAT(plugin.as("ana").http("GET", "/nobody"), HasHttpStatus(404));
    EXPECT_THAT(host, Called("directory.get_organization", Times(2)));
}

TEST(Tiny, SaysSoWhenTheHostGivesNoAnswer) {
    MockHost host;
    host.organization("acme-dev");
    host.faults().on("directory.get_organization").every_call().refuse();
    auto plugin = host.start(TINY_PLUGIN);

    EXPECT_EQ(plugin.as("ana").http("GET", "/acme-dev").body, "unavailable");
}
