// The host's own API over its store: sessions, who may what, the life of dataflows, and nonsense.
#include "host_api.hpp"

#include <adapters/sql/failure.hpp>
#include <host-sdk/reference-host/api/call.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::HasSubstr;
namespace json = boost::json;

const std::string draft_body =
    R"({"id": "orders", "name": "Orders", "application": "crm", "global": true, "module": "loyalty", "tags": ["x"],
        "trigger": {"url": "/orders", "method": "POST"}, "blocks": [{"id": "1", "n": 1e2}], "connections": []})";

INSTANTIATE_TEST_SUITE_P(Backends, HostApi, every_backend(), backend_name);

TEST_P(HostApi, KnowsTokens) {
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev")), "401 unauthenticated");
    const auto wrong = as("nobody", "GET", "/organizations/dev");
    EXPECT_EQ(code(wrong), "401 unauthenticated");
    EXPECT_THAT(header(wrong, "WWW-Authenticate"), HasSubstr("Bearer"));
    EXPECT_EQ(code(ask("GET", "/api/v1/organizations/dev", {}, {{"authorization", "Basic YTpi"}})),
              "401 unauthenticated");
    EXPECT_EQ(as("olga", "GET", "/organizations/dev").status, 200);
    EXPECT_EQ(
        ask("GET", "/api/v1/organizations/dev", {}, {{"authorization", "bearer token-of-olga-0123456789"}}).status,
        200);
}

TEST_P(HostApi, TheHostAdminCreatesAndChangesOrganizations) {
    EXPECT_EQ(code(as("ana", "PUT", "/organizations/new", "{}")), "403 permission_missing");
    const auto created = as("olga", "PUT", "/organizations/new", R"({"name": "New", "modules": ["a", "b"],
        "configuration": ["CRM_TOKEN", "CRM_TOKEN", "A"], "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]})");
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.body, R"({"id":"new","name":"New","cluster":"default","neo_enabled":false,"modules":["a","b"],)"
                            R"("applications":[{"id":"crm","name":"CRM","kind":"custom"}],)"
                            R"("configuration":["A","CRM_TOKEN"],"helpers":[]})");
    const auto changed = as(
        "olga", "PUT", "/organizations/new",
        R"({"neo_enabled": true, "modules": [], "helpers": ["validateNumber"], "applications": [{"id": "crm", "kind": "default"},
                                {"id": "shop", "kind": "custom"}]})");
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(changed.body, R"({"id":"new","name":"New","cluster":"default","neo_enabled":true,"modules":[],)"
                            R"("applications":[{"id":"crm","name":"CRM","kind":"default"},)"
                            R"({"id":"shop","name":"shop","kind":"custom"}],)"
                            R"("configuration":["A","CRM_TOKEN"],"helpers":["validateNumber"]})");
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/new", R"({"helpers": ["two words"]})")), "422 document_invalid");
    EXPECT_THAT(as("olga", "PUT", "/organizations/new", R"({"configuration": []})").body,
                testing::HasSubstr(R"("configuration":[],"helpers":["validateNumber"])"));
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/new", R"({"applications": [{"id": "x", "kind": "?"}]})")),
              "422 document_invalid");
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/%2A", "{}")), "422 document_invalid");
    EXPECT_EQ(as("olga", "PUT", "/organizations/a%2Fb%20%C3%BC", "{}").status, 201);
    EXPECT_EQ(as("olga", "GET", "/organizations/a%2Fb%20%C3%BC").status, 200);
}

TEST_P(HostApi, TheHostAdminGivesAndTakesPermissions) {
    EXPECT_EQ(code(as("ana", "PUT", "/users/ben/grants/uat", R"({"permissions": []})")), "403 permission_missing");
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "404 organization_unknown");
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": ["neo.view"]})").status, 200);
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "403 permission_missing");
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": ["neo.edit"]})").status, 200);
    EXPECT_EQ(as("ben", "POST", "/organizations/uat/dataflows", draft_body).status, 201);
    EXPECT_EQ(as("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": []})").status, 200);
    EXPECT_EQ(code(as("ben", "POST", "/organizations/uat/dataflows", draft_body)), "404 organization_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/gone/grants/uat", R"({"permissions": []})")), "404 user_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/ben/grants/gone", R"({"permissions": []})")), "404 organization_unknown");
    EXPECT_EQ(code(as("olga", "PUT", "/users/ben/grants/uat", "{}")), "422 document_invalid");
}

TEST_P(HostApi, A3_AnOrganizationThatMayNotBeSeenIsAnsweredAsOneThatIsNot) {
    const auto hidden = as("ben", "POST", "/organizations/uat/dataflows", draft_body);
    auto unknown = as("ben", "POST", "/organizations/zzz/dataflows", draft_body);
    EXPECT_EQ(hidden.status, unknown.status);
    const auto at = unknown.body.find("zzz");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(hidden.body, unknown.body.replace(at, 3, "uat"));
}

TEST_P(HostApi, LeadsADataflowFromDraftToLive) {
    const auto created = as("ana", "POST", "/organizations/dev/dataflows", draft_body);
    EXPECT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(created.body, R"({"id":"orders","name":"Orders","application":"crm","application_kind":"custom",)"
                            R"("global":true,"module":"loyalty","versions":[{"version":1,"state":"draft",)"
                            R"("trigger":{"url":"/orders","method":"POST"}}]})");
    EXPECT_EQ(store.content("dev", "orders", 1), R"({"blocks":[{"id": "1", "n": 1e2}],"connections":[]})");
    const std::string versions = "/organizations/dev/dataflows/orders/versions";
    const auto put = as("ana", "PUT", versions + "/1", R"({"tags": [], "blocks": [ {"id": "2", "n": 1.0} ]})");
    EXPECT_EQ(put.status, 200) << put.body;
    EXPECT_EQ(store.content("dev", "orders", 1), R"({"blocks":[ {"id": "2", "n": 1.0} ],"connections":[]})");
    for (const char* to : {"awaiting_approval", "approved", "live"}) {
        const auto moved = as("ana", "POST", versions + "/1/state", std::string(R"({"to": ")") + to + "\"}");
        EXPECT_EQ(moved.status, 200) << moved.body;
        EXPECT_EQ(json::parse(moved.body).at("state").as_string(), to);
    }
    const auto copy = as("ana", "POST", versions, R"({"copy_of": 1})");
    EXPECT_EQ(copy.status, 201) << copy.body;
    EXPECT_EQ(json::parse(copy.body).at("version").to_number<int>(), 2);
    EXPECT_EQ(store.content("dev", "orders", 2), store.content("dev", "orders", 1));
}

TEST_P(HostApi, TakesADataflowAsThePlatformFileWritesIt) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto with = [](const std::string& id, const std::string& versions) {
        return R"({"id": ")" + id + R"(", "application": "crm", "versions": [)" + versions + "]}";
    };
    const auto version = [](const std::string& url, const std::string& more = "") {
        return R"({"version": 1, "trigger": {"url": ")" + url + R"(", "method": "POST"})" + more + "}";
    };
    EXPECT_EQ(as("ana", "POST", dataflows, with("a", version("/a", R"(, "state": "draft", "blocks": [ {"n": 1e2} ])")))
                  .status,
              201);
    EXPECT_EQ(store.content("dev", "a", 1), R"({"blocks":[ {"n": 1e2} ],"connections":[]})");
    EXPECT_EQ(as("ana", "POST", dataflows, with("b", version("/b"))).status, 201);
    EXPECT_EQ(store.content("dev", "b", 1), R"({"blocks":[],"connections":[]})");
    EXPECT_EQ(as("ana", "POST", dataflows + "/b/versions", version("/b")).status, 201);
    EXPECT_EQ(as("ana", "POST", dataflows + "/b/versions", R"({"versions": [)" + version("/b") + "]}").status, 201);
    EXPECT_EQ(store.content("dev", "b", 3), R"({"blocks":[],"connections":[]})");
    for (const std::string& versions :
         {std::string(), version("/c") + "," + version("/c"), version("/c", R"(, "state": "approved")")})
        EXPECT_EQ(code(as("ana", "POST", dataflows, with("c", versions))), "422 document_invalid") << versions;
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/b/versions", version("/b", R"(, "state": "live")"))),
              "422 document_invalid");
}

TEST_P(HostApi, NamesWhatIsWrongWithARequest) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto malformed = as("ana", "POST", dataflows, "{\"id\": }");
    EXPECT_EQ(code(malformed), "400 malformed_json");
    EXPECT_THAT(malformed.body, HasSubstr("line 1, column 8"));
    EXPECT_EQ(code(as("ana", "POST", dataflows, "")), "400 malformed_json");
    EXPECT_EQ(code(as("ana", "POST", dataflows, "[]")), "422 document_invalid");
    const auto incomplete = as("ana", "POST", dataflows, R"({"id": "x"})");
    EXPECT_EQ(code(incomplete), "422 document_invalid");
    EXPECT_THAT(incomplete.body, HasSubstr("application: is missing"));
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions", "{}")), "422 document_invalid");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions", R"({"copy_of": 9})")), "404 version_unknown");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/gone/versions", R"({"copy_of": 1})")), "404 dataflow_unknown");
    EXPECT_EQ(code(as("ana", "PUT", dataflows + "/welcome/versions/1", R"({"tags": []})")), "409 version_not_draft");
    EXPECT_EQ(code(as("ana", "PUT", dataflows + "/welcome/versions/one", R"({"tags": []})")), "404 version_unknown");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions/1/state", R"({"to": "draft"})")),
              "409 transition_forbidden");
    EXPECT_EQ(code(as("ana", "POST", dataflows + "/welcome/versions/1/state", R"({"to": "gone"})")),
              "422 document_invalid");
    for (const std::string& module : {std::string(), std::string(3000, 'm'), std::string("two words")}) {
        const std::string body = R"({"id": "y", "application": "crm", "module": ")" + module +
                                 R"(", "trigger": {"url": "/y", "method": "POST"}})";
        EXPECT_EQ(code(as("ana", "POST", dataflows, body)), "422 document_invalid") << module.substr(0, 20);
    }
}

TEST_P(HostApi, RefusesMembersThatItDoesNotKnowWhereverTheyStand) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const std::string draft = dataflows + "/welcome/versions/2";
    ASSERT_EQ(as("ana", "POST", dataflows + "/welcome/versions", R"({"copy_of": 1})").status, 201);
    const auto refused = [&](const std::string& user, const std::string& method, const std::string& path,
                             const std::string& body, const std::string& place) {
        const auto answer = as(user, method, path, body);
        EXPECT_EQ(code(answer), "422 document_invalid") << body;
        EXPECT_THAT(answer.body, HasSubstr("\"" + place + ": is not a known key")) << body;
    };
    const auto dataflow = [](const std::string& more) { return R"({"id": "n", "application": "crm", )" + more + "}"; };
    const std::string trigger = R"("trigger": {"url": "/n", "method": "POST"})";
    const std::string with_auth = R"("trigger": {"url": "/n", "method": "POST", "auth": "header"})";
    refused("ana", "POST", dataflows, dataflow(trigger + R"(, "notes": "n")"), "notes");
    refused("ana", "POST", dataflows, dataflow(with_auth), "trigger.auth");
    refused("ana", "POST", dataflows, dataflow(R"("versions": [{)" + with_auth + "}]"), "versions[0].trigger.auth");
    refused("ana", "POST", dataflows, dataflow(R"("versions": [{)" + trigger + R"(, "block": []}])"),
            "versions[0].block");
    refused("ana", "POST", dataflows, dataflow(R"("tags": [], "versions": [{)" + trigger + "}]"), "tags");
    refused("ana", "POST", dataflows + "/welcome/versions", "{" + trigger + R"(, "id": "x"})", "id");
    refused("ana", "POST", dataflows + "/welcome/versions", R"({"copy_of": 1, "of": 2})", "of");
    refused("ana", "PUT", draft, R"({"bloks": []})", "bloks");
    refused("ana", "PUT", draft, R"({"state": "draft"})", "state");
    refused("ana", "PUT", draft, "{" + with_auth + "}", "trigger.auth");
    refused("ana", "POST", draft + "/state", R"({"to": "awaiting_approval", "why": "x"})", "why");
    refused("olga", "PUT", "/organizations/dev", R"({"module": ["payments"]})", "module");
    refused("olga", "PUT", "/organizations/dev",
            R"({"applications": [{"id": "crm", "kind": "custom"}, {"id": "b", "kind": "custom", "type": "x"}]})",
            "applications[1].type");
    refused("olga", "PUT", "/users/ben/grants/uat", R"({"permissions": [], "until": "2030"})", "until");
    EXPECT_EQ(code(ask_to_log_in(R"({"token": "token-of-ana-0123456789", "remember": true})")), "422 document_invalid");
    refused("olga", "POST", "/users/ben/tokens", R"({"name": "x", "scope": "all"})", "scope");
    EXPECT_EQ(store.states("dev", "n"), "");
    EXPECT_EQ(store.states("dev", "welcome"), "1 approved, 2 draft");
}

TEST_P(HostApi, TakesWhatABodyRepeatsOfThePath) {
    EXPECT_EQ(as("olga", "PUT", "/organizations/dev", R"({"id": "dev"})").status, 200);
    EXPECT_EQ(code(as("olga", "PUT", "/organizations/dev", R"({"id": "uat"})")), "422 document_invalid");
    const std::string grants = "/users/ben/grants/uat";
    EXPECT_EQ(as("olga", "PUT", grants, R"({"organization": "uat", "permissions": []})").status, 200);
    EXPECT_EQ(code(as("olga", "PUT", grants, R"({"organization": "*", "permissions": []})")), "422 document_invalid");
    const std::string body = R"({"organization": "dev", "id": "n", "application": "crm",
        "trigger": {"url": "/n", "method": "POST"}})";
    EXPECT_EQ(code(as("ana", "POST", "/organizations/uat/dataflows", body)), "422 document_invalid");
    EXPECT_EQ(as("ana", "POST", "/organizations/dev/dataflows", body).status, 201);
}

TEST_P(HostApi, RefusesADocumentThatContradictsItself) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto repeated = as("ana", "POST", dataflows, R"({"id": "n", "application": "crm", "versions": [
        {"trigger": {"url": "/n", "method": "POST", "u\u0072l": "/m"}}]})");
    EXPECT_EQ(code(repeated), "422 document_invalid");
    EXPECT_THAT(repeated.body, HasSubstr("versions[0].trigger.url: stands there for the second time"));
    const std::string trigger = R"("trigger": {"url": "/n", "method": "POST"})";
    EXPECT_EQ(code(as("ana", "POST", dataflows,
                      R"({"id": "n", "application": "crm", )" + trigger +
                          R"(, "blocks": [{"id": "b"}], "\u0062locks": []})")),
              "422 document_invalid");
    const auto lone = as("ana", "POST", dataflows,
                         R"({"id": "n", "application": "crm", )" + trigger + R"(, "blocks": [{"id": "\ud83d"}]})");
    EXPECT_EQ(code(lone), "400 malformed_json");
    EXPECT_THAT(lone.body, HasSubstr("is half of a character"));
    EXPECT_EQ(code(as("ana", "POST", dataflows, "{\"id\": \"\xff\"}")), "400 malformed_json");
    for (const char* content : {R"("blocks": [1])", R"("blocks": {})", R"("blocks": null)", R"("connections": {})"})
        EXPECT_EQ(code(as("ana", "POST", dataflows,
                          R"({"id": "n", "application": "crm", )" + trigger + ", " + content + "}")),
                  "422 document_invalid")
            << content;
    EXPECT_EQ(store.states("dev", "n"), "");
}

TEST_P(HostApi, C5_TakesContentsHoweverTheirKeysAreWritten) {
    const std::string body = R"({"id": "n", "application": "crm", "v\u0065rsions": [{
        "trigger": {"url": "/n", "method": "POST"}, "bl\u006fcks": [ {"id":"b","k":1,"k":2} ]}]})";
    const auto created = as("ana", "POST", "/organizations/dev/dataflows", body);
    EXPECT_EQ(created.status, 201) << created.body;
    EXPECT_EQ(store.content("dev", "n", 1), R"({"blocks":[ {"id":"b","k":1,"k":2} ],"connections":[]})");
}

TEST_P(HostApi, E6_TellsModuleAndGlobalOfTheVersion) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const auto told = [](const http::Response& answer) {
        const auto document = json::parse(answer.body);
        return json::serialize(document.at("module")) + (document.at("global").as_bool() ? " global" : " local");
    };
    const std::string version = R"("trigger": {"url": "/n", "method": "POST"})";
    const auto created = as(
        "ana", "POST", dataflows,
        R"({"id": "n", "application": "crm", "module": "loyalty", "versions": [{"global": true, )" + version + "}]}");
    EXPECT_EQ(told(created), "\"loyalty\" global") << created.body;
    const std::string versions = dataflows + "/n/versions";
    EXPECT_EQ(told(as("ana", "PUT", versions + "/1", R"({"module": null})")), "null global");
    EXPECT_EQ(told(as("ana", "POST", versions, "{" + version + "}")), "null global");
    EXPECT_EQ(told(as("ana", "POST", versions, "{" + version + R"(, "module": "x", "global": false})")), "\"x\" local");
    EXPECT_EQ(told(as("ana", "POST", versions, R"({"copy_of": 3})")), "\"x\" local");
    EXPECT_EQ(told(as("ana", "POST", versions, R"({"copy_of": 3, "global": true})")), "\"x\" global");
    EXPECT_EQ(code(as("ana", "POST", versions, R"({"copy_of": 3, "blocks": []})")), "422 document_invalid");
    EXPECT_EQ(code(as("ana", "PUT", versions + "/1", R"({"module": "two words"})")), "422 document_invalid");
    EXPECT_EQ(code(as("ana", "PUT", versions + "/1", R"({"global": null})")), "422 document_invalid");
}

TEST_P(HostApi, AChangeCanDependOnWhatWasRead) {
    const std::string versions = "/organizations/dev/dataflows/welcome/versions";
    const auto put = [&](const std::vector<std::string>& conditions, const std::string& path = "/2",
                         const std::string& body = R"({"tags": []})") {
        std::vector<http::Header> headers{{"authorization", "Bearer token-of-ana-0123456789"}};
        for (const std::string& condition : conditions)
            headers.push_back({"if-match", condition});
        return ask(path == "/2" ? "PUT" : "POST", "/api/v1" + versions + path, body, headers);
    };
    const auto created = as("ana", "POST", versions, R"({"copy_of": 1})");
    std::string etag = header(created, "ETag");
    EXPECT_THAT(etag, ::testing::MatchesRegex("\"[0-9]+-[0-9]+\""));
    const auto takes = [&](const std::vector<std::string>& conditions) {
        const auto answer = put(conditions);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_NE(header(answer, "ETag"), etag);
        etag = header(answer, "ETag");
    };
    takes({});
    takes({etag});
    takes({"*"});
    takes({"  \"other\" ,W/\"weak, \"," + etag});
    takes({"\"other\"", etag});
    for (const std::string& condition :
         {std::string("\"other\""), "W/" + etag, etag.substr(1, etag.size() - 2), std::string(), std::string("\"\""),
          "\"" + etag, etag + "x", std::string("\"")}) {
        EXPECT_EQ(code(put({condition})), "412 version_changed") << condition;
        EXPECT_EQ(code(put({condition}, "/2/state", R"({"to": "awaiting_approval"})")), "412 version_changed");
    }
    const auto moved = put({etag}, "/2/state", R"({"to": "awaiting_approval"})");
    EXPECT_EQ(moved.status, 200);
    EXPECT_NE(header(moved, "ETag"), etag);
    EXPECT_EQ(code(put({etag}, "/2/state", R"({"to": "approved"})")), "412 version_changed");
    EXPECT_EQ(put({header(moved, "ETag")}, "/2/state", R"({"to": "approved"})").status, 200);
}

TEST_P(HostApi, SaysWhoHoldsTheTriggerOfADraftAndRefusesToApproveIt) {
    const std::string dataflows = "/organizations/dev/dataflows";
    const std::string versions = dataflows + "/second/versions";
    const auto warned = [&](const http::Response& answer, int status) {
        EXPECT_EQ(answer.status, status) << answer.body;
        const auto document = json::parse(answer.body);
        ASSERT_TRUE(document.as_object().contains("warnings")) << answer.body;
        ASSERT_EQ(document.at("warnings").as_array().size(), 1u);
        const auto& warning = document.at("warnings").at(0);
        EXPECT_EQ(warning.at("code").as_string(), "trigger_taken");
        EXPECT_EQ(warning.at("dataflow").as_string(), "welcome");
        EXPECT_FALSE(warning.at("message").as_string().empty());
    };
    const std::string trigger = R"("trigger": {"url": "/welcome", "method": "post"})";
    warned(as("ana", "POST", dataflows, R"({"id": "second", "application": "crm", )" + trigger + "}"), 201);
    warned(as("ana", "POST", versions, "{" + trigger + "}"), 201);
    warned(as("ana", "PUT", versions + "/1", R"({"tags": []})"), 200);
    warned(as("ana", "POST", versions + "/1/state", R"({"to": "awaiting_approval"})"), 200);
    const auto refused = as("ana", "POST", versions + "/1/state", R"({"to": "approved"})");
    EXPECT_EQ(code(refused), "409 trigger_taken");
    EXPECT_EQ(json::parse(refused.body).at("dataflow").as_string(), "welcome");
    const auto rejected = as("ana", "POST", versions + "/1/state", R"({"to": "rejected"})");
    EXPECT_EQ(rejected.status, 200);
    EXPECT_THAT(rejected.body, ::testing::Not(HasSubstr("warnings")));
    const auto elsewhere = as("ana", "PUT", versions + "/2", R"({"trigger": {"url": "/second", "method": "POST"}})");
    EXPECT_THAT(elsewhere.body, ::testing::Not(HasSubstr("warnings")));
}

TEST_P(HostApi, ShowsNoWordsOfADatabase) {
    for (const char* odd : {"%00", "a%00b", "%0A", "%7F"}) {
        const std::string organization = std::string("/organizations/") + odd;
        const std::string dataflow = std::string("/organizations/dev/dataflows/") + odd;
        for (const auto& answer :
             {as("olga", "GET", organization), as("olga", "PUT", organization, "{}"),
              as("olga", "PUT", std::string("/users/") + odd + "/grants/dev", R"({"permissions": []})"),
              as("olga", "PUT", std::string("/users/ben/grants/") + odd, R"({"permissions": []})"),
              as("ana", "POST", organization + "/dataflows", draft_body),
              as("ana", "POST", dataflow + "/versions", R"({"copy_of": 1})"),
              as("ana", "PUT", dataflow + "/versions/1", R"({"tags": []})"),
              as("ana", "POST", dataflow + "/versions/1/state", R"({"to": "live"})")}) {
            EXPECT_EQ(code(answer), "422 document_invalid") << odd;
            EXPECT_THAT(answer.body, HasSubstr("control character"));
        }
    }
    EXPECT_EQ(code(as("olga", "GET", "/organizations/%C3%28")), "400 bad_request");
    const std::string too_long(60000, 'x');
    EXPECT_EQ(code(as("olga", "GET", "/organizations/" + too_long)), "404 organization_unknown");

    for (const auto failure :
         {sql::Failure::invalid, sql::Failure::too_large, sql::Failure::lost, sql::Failure::other}) {
        const Fault fault(sql::to_error(sql::DatabaseError(failure, "Cannot execute query. ERROR: secret words")));
        EXPECT_THAT(api::answer_fault(fault).body, ::testing::Not(HasSubstr("secret")));
        EXPECT_THAT(fault.cause, HasSubstr("secret words")) << "for the log";
    }
    const Fault large(sql::to_error(sql::DatabaseError(sql::Failure::too_large, "Got a packet bigger …")));
    EXPECT_EQ(code(api::answer_fault(large)), "422 invalid");
    EXPECT_THAT(api::answer_fault(large).body, HasSubstr("max_allowed_packet"));
}

TEST_P(HostApi, KnowsVersionNumbersOver32Bits) {
    store.import(R"({"dataflows": [{"organization": "dev", "id": "old", "application": "crm", "versions": [
        {"version": 2147483648, "state": "approved", "trigger": {"url": "/old", "method": "POST"}}]}]})");
    const std::string versions = "/organizations/dev/dataflows/old/versions";
    EXPECT_EQ(as("ana", "POST", versions, R"({"copy_of": 2147483648})").status, 201);
    EXPECT_EQ(as("ana", "PUT", versions + "/2147483649", R"({"tags": []})").status, 200);
    EXPECT_EQ(as("ana", "POST", versions + "/2147483649/state", R"({"to": "awaiting_approval"})").status, 200);
    EXPECT_EQ(code(as("ana", "POST", versions, R"({"copy_of": 9223372036854775807})")), "404 version_unknown");
    EXPECT_EQ(code(as("ana", "POST", versions, R"({"copy_of": 9223372036854775808})")), "422 document_invalid");
    EXPECT_EQ(code(as("ana", "PUT", versions + "/9223372036854775808", R"({"tags": []})")), "404 version_unknown");
}

TEST_P(HostApi, SaysWhichPathsAndMethodsThereAre) {
    EXPECT_EQ(code(ask("GET", "/nowhere")), "404 not_found");
    EXPECT_EQ(code(as("ana", "GET", "/nowhere")), "404 not_found");
    EXPECT_EQ(code(as("ana", "GET", "/organizations/%zz")), "400 bad_request");
    const auto wrong = as("ana", "PATCH", "/organizations/dev");
    EXPECT_EQ(code(wrong), "405 method_not_allowed");
    EXPECT_EQ(header(wrong, "Allow"), "GET, HEAD, PUT");
    EXPECT_EQ(as("olga", "HEAD", "/organizations/dev").status, 200);
    const auto health = ask("POST", "/healthz");
    EXPECT_EQ(code(health), "405 method_not_allowed");
    EXPECT_EQ(header(health, "Allow"), "GET, HEAD");
    EXPECT_EQ(code(ask("GET", "/")), "404 not_found") << "no plugin, no portal";
}

TEST_P(HostApi, TellsItsHealthAndMetricsToAnybody) {
    const auto health = ask("GET", "/healthz");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(json::parse(health.body).at("status").as_string(), "ok");
    as("ana", "GET", "/nowhere");
    const auto metrics = ask("GET", "/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_total{status=\"2xx\"} 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_total{status=\"4xx\"} 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("neo_host_requests_in_flight 1\n"));
}

}  // namespace
