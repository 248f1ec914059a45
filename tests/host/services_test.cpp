// What the services refuse before they ask the store: requests that no release of the SDK makes; and the facts of a
// decision in one answer.
#include "host_store.hpp"

#include <host-sdk/reference-host/services/sql_platform.hpp>
#include <neo/host/cpp/give_platform.hpp>
#include <neo/host/cpp/remote_platform.hpp>
#include <neo/host/cpp/status.hpp>

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace neo;
using namespace neo::test;
using ::testing::HasSubstr;

class Services : public ::testing::TestWithParam<std::string> {
protected:
    Services() : host(GetParam()) { host.import(small_platform); }

    // The status, and what the reply says.
    std::pair<neo_status, std::string> apply(const neo_apply_request& request) {
        std::string reply;
        const neo_status status = sdk::platform_tables::dataflows.apply(context(), &request, sdk::append_to(reply));
        return {status, reply};
    }

    void* context() { return static_cast<sdk::Platform*>(&platform_); }

    HostStore host;
    host::services::SqlPlatform platform_{host.pool()};
};
INSTANTIATE_TEST_SUITE_P(Backends, Services, every_backend(), backend_name);

TEST_P(Services, RequestsAreAtLeastAsLongAsInTheFirstRelease) {
    const host::ApplyRequest wanted = apply_request();
    neo_apply_request request = sdk::borrow(wanted);
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE - 1;
    EXPECT_THAT(apply(request), ::testing::Pair(NEO_INVALID, HasSubstr("too short")));
    request.struct_size = NEO_APPLY_REQUEST_1_0_SIZE;
    EXPECT_EQ(apply(request).first, NEO_OK);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Services, KeysAndHashesAreHexadecimalDigitsInLowerCase) {
    for (const char wrong : {'A', 'g', ' '}) {
        host::ApplyRequest wanted = apply_request();
        wanted.promotion_key.back() = wrong;
        EXPECT_THAT(apply(sdk::borrow(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("promotion_key must be")));
        std::string reply;
        EXPECT_EQ(sdk::platform_tables::dataflows.abort(context(), sdk::borrow(wanted.promotion_key), 1,
                                                        sdk::append_to(reply)),
                  NEO_INVALID);
        wanted = apply_request();
        wanted.payload_hash.back() = wrong;
        EXPECT_THAT(apply(sdk::borrow(wanted)), ::testing::Pair(NEO_INVALID, HasSubstr("payload_hash must be")));
    }
    EXPECT_EQ(host.states("uat", "welcome"), "");
}

TEST_P(Services, R5_TellWhichNamesAnOrganizationLacks) {
    host.import(
        R"({"organizations": [{"id": "uat", "configuration": ["CRM_TOKEN"], "helpers": ["validateNumber", "x"]}]})");
    const auto missing = [&](const std::string& organization, const sdk::Needs& names) {
        const auto found = platform_.find_missing(organization, names);
        return found ? sdk::write_document(*found) : std::string(sdk::status_name(found.error().status));
    };
    using Names = std::vector<std::string>;
    const sdk::Needs names{Names{"crm_token", "CRM_TOKEN", "validateNumber"}, Names{"validateNumber", "y", "x "},
                           Names{"welcome", "bye"}};
    EXPECT_EQ(missing("uat", names),
              R"({"configuration":["crm_token","validateNumber"],"helpers":["y","x "],"dataflows":["welcome","bye"]})");
    EXPECT_EQ(missing("dev", names), R"({"configuration":["crm_token","CRM_TOKEN","validateNumber"],)"
                                     R"("helpers":["validateNumber","y","x "],"dataflows":["bye"]})");
    EXPECT_EQ(missing("dev", {}), R"({"configuration":[],"helpers":[],"dataflows":[]})");
    EXPECT_EQ(missing("nowhere", names), "not_found");
    sdk::Needs many;
    many.helpers.emplace();
    for (int name = 0; name < NEO_MOST_NEEDED_NAMES; ++name)
        many.helpers->push_back("helper-" + std::to_string(name));
    many.helpers->at(700) = "x";
    EXPECT_EQ(platform_.find_missing("uat", many)->helpers->size(), 999U);
}

TEST_P(Services, A5_TellWhoHoldsWhichPermission) {
    host.import(R"({"users": [
        {"id": "near", "grants": [{"organization": "uat", "permissions": ["neo.promoter"]}]},
        {"id": "all", "name": "\u00c4lle", "grants": [{"organization": "*", "permissions": ["neo.promote", "x"]},
                                                {"organization": "uat", "permissions": ["neo.promote", "neo.view"]}]}]})");
    const auto holders = [&](const std::string& organization, const std::string& search, const std::string& after,
                             std::uint32_t limit) {
        const auto found = platform_.list_holders(organization, search, after, limit);
        return found ? sdk::write_list(*found) : std::string(sdk::status_name(found.error().status));
    };
    const std::string all = R"({"user":"all","name":"Älle","permissions":["neo.view","neo.promote"]})";
    EXPECT_EQ(holders("uat", "äL", "", 500), R"({"items":[)" + all + "]}");
    EXPECT_EQ(holders("uat", "", "", 1), R"({"items":[)" + all + "]}");
    EXPECT_EQ(holders("uat", "", "zzz", 5), R"({"items":[]})");
    EXPECT_EQ(holders("nowhere", "", "", 5), "not_found") << "also where somebody holds permissions everywhere";
    EXPECT_EQ(holders("uat", "", "", 0), "invalid");
    EXPECT_EQ(holders("uat", "", "", 501), "invalid");
    EXPECT_THAT(holders("dev", "", "", 500),
                HasSubstr(R"({"user":"all","name":"Älle","permissions":["neo.promote"]})"));
    EXPECT_THAT(holders("dev", "", "all", 500), HasSubstr(R"("user":"ana")"));
}

// As service/dataflows.h says it, by the single functions.
sdk::CaseFacts one_by_one(sdk::Platform& platform, const std::string& actor, const sdk::VersionId& source,
                          const std::string& target) {
    sdk::CaseFacts facts;
    facts.may_promote = {platform.check(actor, source.organization, "neo.promote").value(),
                         platform.check(actor, target, "neo.promote").value()};
    if (!facts.may_promote.source || !facts.may_promote.target) return facts;
    const auto if_there = [](auto found, auto& into) {
        if (found) into = *std::move(found);
    };
    if_there(platform.get_organization(source.organization), facts.source);
    if_there(platform.get_organization(target), facts.target);
    if_there(platform.get_version(source), facts.version);
    if_there(platform.list_applications(target), facts.applications);
    if (facts.version) if_there(platform.find_by_trigger(target, facts.version->trigger), facts.holder);
    return facts;
}

constexpr const char* platform_of_cases = R"({
  "organizations": [
    {"id": "dev", "name": "Dev", "cluster": "eu", "neo_enabled": true, "modules": ["loyalty", "mail"], "applications": [
      {"id": "crm", "kind": "custom"}]},
    {"id": "uat", "name": "UAT", "cluster": "us", "neo_enabled": false, "applications": [
      {"id": "Z", "kind": "middleware"}, {"id": "crm", "kind": "custom"},
      {"id": "erp", "name": "ERP", "kind": "custom"}]},
    {"id": "bare"}],
  "users": [
    {"id": "ana", "grants": [{"organization": "dev", "permissions": ["neo.view", "neo.promote"]},
                             {"organization": "uat", "permissions": ["neo.promote", "neo.view"]},
                             {"organization": "bare", "permissions": ["neo.promote"]}]},
    {"id": "all", "grants": [{"organization": "*", "permissions": ["neo.view", "neo.promote", "neo.admin"]}]},
    {"id": "half", "grants": [{"organization": "*", "permissions": ["neo.view"]},
                              {"organization": "dev", "permissions": ["neo.promote"]}]},
    {"id": "near", "grants": [{"organization": "*", "permissions": ["neo.promoter"]}]},
    {"id": "none"}],
  "dataflows": [
    {"organization": "dev", "id": "welcome", "name": "Welcome", "application": "crm", "global": true, "versions": [
      {"version": 1, "state": "approved", "trigger": {"url": "/welcome", "method": "post"}, "tags": ["a", "b"],
       "module": "loyalty", "blocks": [{"id": "b1", "library": {"id": "x"}}], "connections": []},
      {"version": 2, "state": "draft", "trigger": {"url": "/free", "method": "GET"}, "module": null}]},
    {"organization": "uat", "id": "welcome-2", "application": "erp", "versions": [
      {"version": 1, "state": "live", "trigger": {"url": "/welcome", "method": "POST"}}]}]
})";

class Cases : public ::testing::TestWithParam<std::string> {
protected:
    Cases() : host(GetParam()) { host.import(platform_of_cases); }

    std::string told(const std::string& actor, const sdk::VersionId& source, const std::string& target) {
        return told(platform.get_case(actor, source, target).value());
    }
    static std::string told(const sdk::CaseFacts& facts) {
        return sdk::write_document(facts) + (facts.version ? *facts.version->content : "");
    }
    // How many statements were run so far under this name.
    std::string runs(const std::string& statement) {
        const std::string metrics = host.pool().metrics("");
        const std::string line = "query_seconds_count{query=\"" + statement + "\"} ";
        const auto at = metrics.find(line);
        return at == std::string::npos ? "0"
                                       : metrics.substr(at + line.size(), metrics.find('\n', at) - at - line.size());
    }

    HostStore host;
    host::services::SqlPlatform platform{host.pool()};
};
INSTANTIATE_TEST_SUITE_P(Backends, Cases, every_backend(), backend_name);

TEST_P(Cases, AnswerWhatTheSingleFunctionsAnswer) {
    const sdk::VersionId sources[] = {{"dev", "welcome", 1},  {"dev", "welcome", 2},     {"dev", "welcome", 3},
                                      {"dev", "welcome", -1}, {"dev", "bye", 1},         {"uat", "welcome-2", 1},
                                      {"bare", "welcome", 1}, {"nowhere", "welcome", 1}, {"", "", 0}};
    for (const char* actor : {"ana", "all", "half", "near", "none", "nobody", ""}) {
        for (const char* target : {"uat", "dev", "bare", "nowhere", ""}) {
            for (const sdk::VersionId& source : sources) {
                EXPECT_EQ(told(actor, source, target), told(one_by_one(platform, actor, source, target)))
                    << actor << " " << sdk::write_document(source) << " " << target;
            }
        }
    }
}

TEST_P(Cases, TellAllThatIsThere) {
    const std::string etag = platform.get_version({"dev", "welcome", 1})->etag.value();
    EXPECT_EQ(
        told("ana", {"dev", "welcome", 1}, "uat"),
        R"({"may_promote":{"source":true,"target":true},)"
        R"("source":{"id":"dev","name":"Dev","cluster":"eu","neo_enabled":true,"modules":["loyalty","mail"]},)"
        R"("target":{"id":"uat","name":"UAT","cluster":"us","neo_enabled":false,"modules":[]},)"
        R"("version":{"organization":"dev","dataflow":"welcome","name":"Welcome","application":"crm","global":true,)"
        R"("module":"loyalty","version":1,"state":"approved","trigger":{"url":"/welcome","method":"post"},)"
        R"("tags":["a","b"],"etag":")" +
            etag +
            R"("},)"
            R"("applications":[{"id":"Z","name":"Z","kind":"middleware"},{"id":"crm","name":"crm","kind":"custom"},)"
            R"({"id":"erp","name":"ERP","kind":"custom"}],)"
            R"("holder":{"dataflow":"welcome-2","application":"erp","application_kind":"custom","head":1,)"
            R"("live":{"version":1,"state":"live","trigger":{"url":"/welcome","method":"POST"}}}})"
            R"({"blocks":[{"id": "b1", "library": {"id": "x"}}],"connections":[]})");
}

TEST_P(Cases, A3_TellWhoMayNotPromoteInBothNoMoreThanThat) {
    EXPECT_EQ(told("half", {"dev", "welcome", 1}, "uat"),
              R"({"may_promote":{"source":true,"target":false},"source":null,"target":null,"version":null,)"
              R"("applications":null,"holder":null})");
    EXPECT_EQ(runs("host.case.find"), "1");
    EXPECT_EQ(runs("host.case.list_applications"), "0");
}

TEST_P(Cases, AreReadInTwoStatements) {
    // The import has asked these.
    const std::array others{"host.grants.list", "host.organizations.find", "host.versions.find",
                            "host.applications.list", "host.triggers.find"};
    std::vector<std::string> before;
    for (const char* other : others)
        before.push_back(runs(other));
    static_cast<void>(told("ana", {"dev", "welcome", 1}, "uat"));
    EXPECT_EQ(runs("host.case.find"), "1");
    EXPECT_EQ(runs("host.case.list_applications"), "1");
    for (std::size_t at = 0; at < others.size(); ++at)
        EXPECT_EQ(runs(others[at]), before[at]) << others[at];
}

}  // namespace
