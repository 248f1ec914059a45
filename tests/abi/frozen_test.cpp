// The plugin that was kept with release 1.0, source tests/abi/frozen_plugin.c of that day, works with this host. No two
// arguments of a call are the same: one that is taken for another shows.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace neo::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::ThrowsMessage;

class PluginOfRelease10 : public ::testing::Test {
protected:
    PluginOfRelease10() {
        host.organization("acme-dev").application("crm");
        host.organization("acme-uat").application("crm");
        host.user("ana").may_everything();
        host.user("bob").grant("acme-uat", {"neo.view"});
        host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [
            {"state": "approved", "trigger": {"url": "/welcome", "method": "POST"}}]})");
    }

    MockHost host;
};

TEST_F(PluginOfRelease10, HearsInEveryHookWhatTheHostSays) {
    const auto plugin = host.start(FROZEN_PLUGIN);
    const auto ana = plugin.as("ana");
    const Promotion promotion{"acme-dev", "welcome", 3, "acme-uat", "crm", "once"};
    const std::string heard =
        "preflight actor=ana source_organization=acme-dev dataflow=welcome version=3 target_organization=acme-uat "
        "target_application=crm idempotency_key=once";
    EXPECT_EQ(ana.preflight(promotion).text, heard);
    const Answer promoted = ana.promote(promotion);
    EXPECT_EQ(promoted.text, heard + " promote: this plugin does not promote");
    EXPECT_EQ(promoted.status, NEO_UNSUPPORTED);
    const std::string which = "actor=ana organization=acme-dev dataflow=welcome version=3 ";
    EXPECT_EQ(ana.targets("acme-dev", "welcome", 3, "{}").text, "targets " + which + "query={}");
    EXPECT_EQ(ana.target_applications("acme-dev", "welcome", 3, "acme-uat", "{}").text,
              "target_applications " + which + "target=acme-uat query={}");

    const Answer registered = ana.register_organization("acme-dev", "dev");
    EXPECT_EQ(registered.text, "register_organization actor=ana organization=acme-dev type=dev");
    EXPECT_TRUE(registered.created);
    EXPECT_EQ(ana.mappings("acme-dev", "{}").text, "list actor=ana organization=acme-dev query={}");
    EXPECT_EQ(ana.add_mapping("a", "b", "default").text, "add actor=ana source=a target=b relation=default");
    EXPECT_EQ(ana.change_relation("a", "b", "sibling").text,
              "change_relation actor=ana source=a target=b relation=sibling");
    EXPECT_EQ(ana.remove_mapping("a", "b").text, "remove actor=ana source=a target=b");
    EXPECT_EQ(ana.mapping_changes("acme-dev", "{}").text, "changes actor=ana organization=acme-dev query={}");
    EXPECT_EQ(ana.registration("acme-dev").text, "registration actor=ana organization=acme-dev");

    EXPECT_EQ(ana.promotion("p").text, "get actor=ana promotion=p");
    EXPECT_EQ(ana.history("{}").text, "list actor=ana query={}");

    const HttpAnswer answered = ana.http("PUT", "/api?a=b", "body", {{"x-one", "1"}, {"x-two", "2"}});
    EXPECT_EQ(answered.status, 203);
    EXPECT_EQ(answered.body, "handle method=PUT target=/api?a=b user=ana body=body");
    EXPECT_EQ(answered.header("x-one"), "1");
    EXPECT_EQ(answered.header("x-two"), "2");

    EXPECT_EQ(plugin.health().text, "health");
    EXPECT_EQ(plugin.metrics().text, "metrics");
    EXPECT_EQ(plugin.reconcile(true).text, "reconcile dry_run=1");
    EXPECT_EQ(plugin.reconcile(false).text, "reconcile dry_run=0");
    EXPECT_EQ(plugin.copy("{}", "/to", true).text, "copy target_config={} target_directory=/to check_only=1");
}

TEST_F(PluginOfRelease10, IsNotAskedWhatCameLater) {
    const auto plugin = host.start(FROZEN_PLUGIN);
    const auto ana = plugin.as("ana");
    const auto earlier = [](const std::string& function) {
        return ThrowsMessage<std::logic_error>(HasSubstr("had no " + function));
    };
    EXPECT_THAT([&] { ana.origin("acme-dev", "welcome", 1); }, earlier("history/1 origin"));
    EXPECT_THAT([&] { ana.spread("acme-dev", "welcome"); }, earlier("history/1 spread"));
    EXPECT_THAT([&] { ana.board("acme-dev"); }, earlier("history/1 board"));
    EXPECT_THAT([&] { ana.compare("acme-dev", "welcome", 1, "acme-dev", "welcome", 2); }, earlier("history/1 compare"));
    EXPECT_THAT([&] { ana.recalls("acme-dev", "welcome", 1); }, earlier("history/1 recalls"));
    EXPECT_THAT([&] { ana.counts(); }, earlier("history/1 counts"));
    EXPECT_THAT([&] { ana.recall("acme-dev", "welcome", 1, "why"); }, earlier("promote/1 recall"));
    EXPECT_THAT([&] { ana.take_back("acme-dev", "welcome", 1); }, earlier("promote/1 take_back"));
}

TEST_F(PluginOfRelease10, IsUnderstoodByEveryService) {
    const auto plugin = host.start(FROZEN_PLUGIN);
    const std::string answered = plugin.recover().text;

    using Arguments = std::map<std::string, std::string>;
    const std::string key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const std::string other_key = std::string(62, '0') + "ff";
    Arguments request{{"fence", "7"},
                      {"promotion_key", key},
                      {"payload_hash", "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"},
                      {"actor", "ana"},
                      {"source_organization", "acme-dev"},
                      {"source_dataflow", "welcome"},
                      {"source_version", "1"},
                      {"target_organization", "acme-uat"},
                      {"target_application", "crm"},
                      {"expected_dataflow", ""},
                      {"name", "Welcome"},
                      {"method", "PUT"},
                      {"url", "/arrivals"},
                      {"module", "billing"},
                      {"global", "1"},
                      {"content", R"({"blocks":[],"connections":[{}]})"}};
    Arguments barred = request;
    barred["promotion_key"] = other_key;

    std::vector<std::pair<std::string, Arguments>> heard;
    for (const Call& call : host.recorder().calls()) {
        if (call.function != "log.write") heard.emplace_back(call.function, call.arguments);
    }
    EXPECT_THAT(
        heard,
        ElementsAre(
            Pair("directory.get_organization", Arguments{{"organization", "acme-dev"}}),
            Pair("directory.list_organizations", Arguments{{"search", "uat"}, {"after", "acme-dev"}, {"limit", "5"}}),
            Pair("directory.get_user", Arguments{{"user", "ana"}}),
            Pair("access.check", Arguments{{"user", "bob"}, {"organization", "acme-uat"}, {"permission", "neo.view"}}),
            Pair("access.list_grants", Arguments{{"user", "bob"}}),
            Pair("applications.list", Arguments{{"organization", "acme-uat"}}),
            Pair("dataflows.get_dataflow", Arguments{{"organization", "acme-dev"}, {"dataflow", "welcome"}}),
            Pair("dataflows.list_dataflows", Arguments{{"query", R"({"organization":"acme-dev","limit":3})"}}),
            Pair("dataflows.get_version",
                 Arguments{{"organization", "acme-dev"}, {"dataflow", "welcome"}, {"version", "1"}}),
            Pair("dataflows.find_by_trigger",
                 Arguments{{"organization", "acme-dev"}, {"method", "POST"}, {"url", "/welcome"}}),
            Pair("dataflows.apply", request), Pair("dataflows.find", Arguments{{"promotion_key", key}}),
            Pair("dataflows.abort", Arguments{{"promotion_key", other_key}, {"fence", "9"}}),
            Pair("dataflows.apply", barred),
            Pair("dataflows.list_applied", Arguments{{"after", other_key}, {"limit", "4"}})));

    // The statuses, and replies that only the right arguments give.
    for (const std::string expected :
         {"directory get_organization 0\n", R"({"items":[{"id":"acme-uat",)", "directory list_organizations 0\n",
          "directory get_user 0\n", "access check 0\nallowed=1\n", "access list_grants 0\n", "applications list 0\n",
          "dataflows get_dataflow 0\n", "dataflows list_dataflows 0\n", "dataflows get_version 0\n",
          "dataflows find_by_trigger 0\n", "dataflows apply 0\n", "dataflows find 0\n", "dataflows abort 0\n",
          "dataflows apply 5\n", "dataflows list_applied 0\n"}) {
        EXPECT_THAT(answered, HasSubstr(expected));
    }
    EXPECT_THAT(host.log_lines(), ::testing::Contains(HasSubstr("every service was called")));
}

TEST_F(PluginOfRelease10, SaysWhichServicesItMisses) {
    for (const std::string service : {"directory/1", "access/1", "applications/1", "dataflows/1", "log/1"}) {
        MockHost poor;
        poor.without_service(service);
        const auto started = poor.try_start(FROZEN_PLUGIN);
        ASSERT_TRUE(started.has_error());
        EXPECT_THAT(started.error().message, HasSubstr("the host lacks " + service));
    }
}

}  // namespace
