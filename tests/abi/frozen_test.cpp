// A plugin that was built against the headers of release 1.0 works with this host.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo::testing;

TEST(PluginOfRelease10, LoadsAndServesItsHooks) {
    MockHost host;
    host.organization("acme-dev").application("crm");
    host.user("ana").may_everything();
    host.user("bob");
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{}]})");

    const auto plugin = host.start(FROZEN_PLUGIN);
    const Promotion promotion{.source_organization = "acme-dev", .dataflow = "welcome", .target_organization = "x"};
    const Answer answer = plugin.as("ana").preflight(promotion);
    ASSERT_THAT(answer, IsOk());
    EXPECT_EQ(answer.at("id"), "welcome");
    EXPECT_THAT(plugin.as("bob").preflight(promotion), HasStatus(NEO_DENIED));
    EXPECT_THAT(plugin.as("ana").promote(promotion), IsProblem("unsupported"));
}

TEST(PluginOfRelease10, SaysWhichServicesItMisses) {
    MockHost host;
    host.without_service("access/1");
    const auto started = host.try_start(FROZEN_PLUGIN);
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, ::testing::HasSubstr("the host lacks access/1 or dataflows/1"));
}

}  // namespace
