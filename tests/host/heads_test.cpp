// What stands in many dataflows at once, on every backend: as the single dataflows tell it, in one statement.
#include "host_store.hpp"

#include <host-sdk/reference-host/services/sql_platform.hpp>
#include <neo/host/cpp/wire.hpp>
#include <neo/host/service/dataflows.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace neo;
using namespace neo::test;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* organizations = R"("organizations": [
    {"id": "dev", "applications": [{"id": "crm", "kind": "custom"}]},
    {"id": "uat", "applications": [{"id": "crm", "kind": "custom"}, {"id": "erp", "kind": "custom"}]}])";

class Heads : public ::testing::TestWithParam<std::string> {
protected:
    Heads() : host(GetParam()) {}

    // In the order of the ids.
    std::string told(const std::vector<sdk::DataflowId>& asked) {
        auto heads = platform.list_heads(asked).value();
        std::ranges::sort(heads, {}, &sdk::Head::id);
        return sdk::write_list(heads);
    }
    // As service/dataflows.h says it, by get_dataflow.
    std::string one_by_one(std::vector<sdk::DataflowId> asked) {
        std::ranges::sort(asked);
        std::vector<sdk::Head> heads;
        for (const sdk::DataflowId& id : asked) {
            const auto dataflow = platform.get_dataflow(id.organization, id.dataflow);
            if (!dataflow) continue;
            sdk::Head head{id.organization, id.dataflow, dataflow->application};
            for (const sdk::DataflowVersion& version : dataflow->versions) {
                if (host::is_promotable(version.state)) head.head = version.version;
                if (version.state == sdk::VersionState::live) head.live = version;
            }
            heads.push_back(head);
        }
        return sdk::write_list(heads);
    }

    HostStore host;
    host::services::SqlPlatform platform{host.pool()};
};
INSTANTIATE_TEST_SUITE_P(Backends, Heads, every_backend(), backend_name);

TEST_P(Heads, W3_TellOfEachWhatStandsThere) {
    host.import(std::string("{") + organizations + R"(, "dataflows": [
        {"organization": "dev", "id": "welcome", "application": "crm", "versions": [
          {"version": 1, "state": "approved", "trigger": {"url": "/w", "method": "POST"}},
          {"version": 2, "state": "live", "trigger": {"url": "/live?a=b", "method": "get"}},
          {"version": 5, "state": "approved", "trigger": {"url": "/w", "method": "POST"}},
          {"version": 6, "state": "rejected", "trigger": {"url": "/w", "method": "POST"}},
          {"version": 7, "state": "draft", "trigger": {"url": "/w", "method": "POST"}}]},
        {"organization": "uat", "id": "welcome", "application": "erp", "versions": [
          {"version": 3, "state": "awaiting_approval", "trigger": {"url": "/w", "method": "POST"}}]},
        {"organization": "uat", "id": "bye", "application": "crm", "versions": [
          {"version": 4, "state": "live", "trigger": {"url": "/bye", "method": "POST"}}]}]})");
    EXPECT_EQ(told({{"uat", "welcome"}, {"dev", "welcome"}, {"dev", "bye"}, {"uat", "bye"}, {"none", "bye"}}),
              R"({"items":[{"organization":"dev","dataflow":"welcome","application":"crm","head":5,)"
              R"("live":{"version":2,"state":"live","trigger":{"url":"/live?a=b","method":"get"}}},)"
              R"({"organization":"uat","dataflow":"bye","application":"crm","head":4,)"
              R"("live":{"version":4,"state":"live","trigger":{"url":"/bye","method":"POST"}}},)"
              R"({"organization":"uat","dataflow":"welcome","application":"erp","head":0,"live":null}]})");
    // Ids are compared byte by byte, and no odd one spoils what is asked of the others.
    const std::string nul("bye\0", 4);
    EXPECT_EQ(
        told({{"uat", nul}, {"uat", "Welcome"}, {"uat", "welcome "}, {"", ""}, {"*", "welcome"}, {"dev", "\xff"}}),
        R"({"items":[]})");
    EXPECT_THAT(told({{"uat", nul}, {"uat", "welcome"}}), HasSubstr("\"head\":0"));
    EXPECT_THAT(platform.list_heads({}).value(), IsEmpty());
}

TEST_P(Heads, W3_ManyAreReadInOneStatement) {
    const std::vector<std::string> states{"approved", "live", "draft", "rejected", "awaiting_approval"};
    std::string dataflows;
    std::vector<sdk::DataflowId> asked;
    for (int at = 0; at < NEO_MOST_HEADS; ++at) {
        const std::string organization = at % 2 == 0 ? "dev" : "uat";
        asked.push_back({organization, "flow-" + std::to_string(at)});
        if (at % 10 == 9) continue;
        std::string versions;
        for (int number = 1; number <= 1 + at % 4; ++number) {
            versions += std::string(number == 1 ? "" : ", ") + R"({"version": )" + std::to_string(number) +
                        R"(, "state": ")" + states[static_cast<std::size_t>((at + number) % 5)] +
                        R"(", "trigger": {"url": "/)" + std::to_string(at) + R"(", "method": "POST"}})";
        }
        dataflows += std::string(dataflows.empty() ? "" : ", ") + R"({"organization": ")" + organization +
                     R"(", "id": "flow-)" + std::to_string(at) + R"(", "application": "crm", "versions": [)" +
                     versions + "]}";
    }
    host.import(std::string("{") + organizations + R"(, "dataflows": [)" + dataflows + "]}");
    EXPECT_EQ(told(asked), one_by_one(asked));
    EXPECT_THAT(host.pool().metrics(""), HasSubstr("query_seconds_count{query=\"host.heads.list\"} 1\n"));
}

}  // namespace
