// What a plugin writer's next tests look like; the first one is in the SDK guide and compiled from there.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

using namespace neo::testing;

TEST(NextTest, PromotesOnceAlthoughTheHostsReplyIsLost) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev").maps_to("acme-uat");
    host.organization("acme-uat").application("crm").type("uat");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    host.faults().on("dataflows.apply").call(1).lose_reply();
    EXPECT_THAT(plugin.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsOk());

    EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
    EXPECT_EQ(host.find_dataflow("acme-uat", "welcome")->versions.size(), 2u);
}

TEST(NextTest, IsRefusedWithoutAMapping) {
    MockHost host;
    host.organization("acme-dev").application("crm").type("dev");
    host.organization("acme-uat").application("crm").type("uat");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
    auto plugin = host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");

    EXPECT_THAT(plugin.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsProblem("mapping_missing"));
    EXPECT_THAT(host, HasAppliedNothing());
}
