// The conformance plugin against the mock host: it finds nothing wrong with it, and finds what is made wrong.
#include <neo/host/cpp/status.hpp>
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <ostream>

namespace {

using namespace neo::testing;
using ::testing::HasSubstr;

constexpr const char* config = R"({
    "actor": "ana", "stranger": "bob",
    "source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1},
    "target": {"organization": "acme-uat", "application": "crm"},
    "report": "report.json"})";

void set_up(MockHost& host) {
    host.organization("acme-dev").application("crm").module("loyalty");
    host.organization("acme-uat").application("crm").application("shop");
    host.organization("zebra");
    host.user("ana").may_everything();
    host.user("bob").grant("acme-dev", {"neo.view"});
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "module": "loyalty", "versions": [{}]})");
    host.dataflow(R"({"organization": "acme-dev", "id": "bye", "versions": [{"state": "draft", "tags": ["a"]}]})");
}

std::string message_of(MockHost& host) {
    const auto started = host.try_start(NEO_CHECK_HOST, config);
    return started.has_error() ? started.error().message : "";
}

TEST(HostCheck, FindsThatTheMockHostKeepsEveryPromise) {
    MockHost host;
    set_up(host);
    EXPECT_EQ(message_of(host), "");

    std::ifstream file(host.directory() / "report.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto report = boost::json::parse(text);
    EXPECT_EQ(report.as_array().size(), 25u);
    EXPECT_THAT(host.log_lines(), ::testing::Each(HasSubstr("info host-check: kept: ")));
}

TEST(HostCheck, MayRunAgainOnTheSamePlatform) {
    MockHost host;
    set_up(host);
    EXPECT_EQ(message_of(host), "");
    EXPECT_EQ(message_of(host), "");
}

TEST(HostCheck, FindsNothingWrongWhenEveryWriteArrivesTwice) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().do_twice();
    host.faults().on("dataflows.abort").every_call().do_twice();
    EXPECT_EQ(message_of(host), "");
}

struct Defect {
    const char* function;
    neo_status answers;
    const char* found;
};

void PrintTo(const Defect& defect, std::ostream* out) {
    *out << defect.function << " always answers " << neo::sdk::status_name(defect.answers);
}

class HostCheckFinds : public ::testing::TestWithParam<Defect> {};

// Every function in turn always gives one and the same status.
TEST_P(HostCheckFinds, AFunctionThatAnswersWrongly) {
    MockHost host;
    set_up(host);
    host.faults().on(GetParam().function).every_call().answer(GetParam().answers, "{}");
    EXPECT_THAT(message_of(host), HasSubstr(GetParam().found));
}

INSTANTIATE_TEST_SUITE_P(
    Functions, HostCheckFinds,
    ::testing::Values(Defect{"directory.get_organization", NEO_OK, "describes and lists organizations"},
                      Defect{"directory.list_organizations", NEO_OK, "describes and lists organizations"},
                      Defect{"directory.get_user", NEO_NOT_FOUND, "the actor is a known user"},
                      Defect{"access.check", NEO_OK, "the actor may promote"},
                      Defect{"access.list_grants", NEO_OK, "grants are listed"},
                      Defect{"applications.list", NEO_OK, "applications/1"},
                      Defect{"dataflows.get_dataflow", NEO_NOT_FOUND, "the source dataflow is known"},
                      Defect{"dataflows.list_dataflows", NEO_OK, "the list of dataflows"},
                      Defect{"dataflows.get_version", NEO_OK, "a version has its number"},
                      Defect{"dataflows.find_by_trigger", NEO_NOT_FOUND, "holds the trigger"},
                      Defect{"dataflows.apply", NEO_CONFLICT, "apply creates an approved"},
                      Defect{"dataflows.find", NEO_NOT_FOUND, "find answers what was applied"},
                      Defect{"dataflows.abort", NEO_OK, "abort bars a late apply"},
                      Defect{"dataflows.list_applied", NEO_OK, "list_applied gives every key"}));

TEST(HostCheck, FindsAHostThatLetsALateApplyPassTheBar) {
    MockHost host;
    set_up(host);
    // This host forgets its bars: an abort is answered, but not done.
    host.faults().on("dataflows.abort").every_call().run([](const FaultScript::Turn&) { return Reply{NEO_OK, ""}; });
    const std::string message = message_of(host);
    EXPECT_THAT(message, HasSubstr("a late apply with the barred fence: expected barred, got ok"));
    EXPECT_THAT(message, HasSubstr("of apply and abort at once exactly one wins"));
}

TEST(HostCheck, NamesTheKeyOfItsConfigurationThatIsMissing) {
    MockHost host;
    const auto started = host.try_start(NEO_CHECK_HOST, R"({"actor": "ana"})");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, HasSubstr("source: an object is needed"));
}

}  // namespace
