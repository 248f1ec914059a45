// The host's own API: a platform that can be lived in.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

class Lifecycle : public PromotionTest {
protected:
    static constexpr auto flows = "/organizations/acme-dev/dataflows";

    Answer create(const std::string& id, const std::string& url, const std::string& user = "ana") const {
        return host_api(user, "POST", flows,
                        fmt::format(R"({{"id": {0}, "name": {0}, "application": "crm", "global": false, "module": null,
                                        "trigger": {{"url": {1}, "method": "POST"}}, "tags": ["new"],
                                        "blocks": [{{"id": "b", "type": "script", "name": "B", "config": {{"n": 1e2}}}}],
                                        "connections": []}})",
                                    json_string(id), json_string(url)));
    }
    Answer move(int version, const std::string& to, const std::string& user = "ana") const {
        return host_api(user, "POST", fmt::format("{}/welcome/versions/{}/state", flows, version),
                        fmt::format(R"({{"to": "{}"}})", to));
    }
    std::string state(int version) const {
        return text_of(this->version("acme-dev", "welcome", version).json().at("state"));
    }
    Answer draft(const std::string& body = R"({"copy_of": 1})") const {
        return host_api("ana", "POST", std::string(flows) + "/welcome/versions", body);
    }
};

TEST_P(Lifecycle, ANewDataflowHasDraftVersionOne) {
    start();
    EXPECT_EQ(create("fresh", "/fresh").status, 201);
    const Answer told = version("acme-dev", "fresh", 1);
    EXPECT_EQ(text_of(told.json().at("state")), "draft");
    EXPECT_EQ(raw_member(told.body, "blocks"), R"([{"id": "b", "type": "script", "name": "B", "config": {"n": 1e2}}])");
    EXPECT_EQ(told.json().at("tags").as_array().size(), 1U);
}

TEST_P(Lifecycle, ATakenIdIsRefused) {
    start();
    EXPECT_EQ(create("welcome", "/fresh").status, 409);
}

TEST_P(Lifecycle, ADraftIsSubmittedApprovedAndGoesLive) {
    start();
    EXPECT_EQ(draft().status, 201);
    for (const char* to : {"awaiting_approval", "approved", "live"}) {
        EXPECT_EQ(move(2, to).status, 200) << to;
        EXPECT_EQ(state(2), to);
    }
}

TEST_P(Lifecycle, ARejectedVersionBecomesADraftAgain) {
    start();
    draft();
    for (const char* to : {"awaiting_approval", "rejected", "draft", "awaiting_approval", "approved"})
        EXPECT_EQ(move(2, to).status, 200) << to;
}

TEST_P(Lifecycle, OneVersionIsLiveAtATime) {
    start();
    draft();
    EXPECT_EQ(move(1, "live").status, 200);
    for (const char* to : {"awaiting_approval", "approved", "live"})
        EXPECT_EQ(move(2, to).status, 200);
    EXPECT_EQ(state(1), "approved");
    EXPECT_EQ(state(2), "live");
}

TEST_P(Lifecycle, OtherMovesAreRefused) {
    start();
    draft();
    for (const char* to : {"approved", "rejected", "live", "draft"})
        EXPECT_THAT(move(2, to).status, AnyOf(409, 422)) << to;
    for (const char* to : {"draft", "rejected", "awaiting_approval"})
        EXPECT_THAT(move(1, to).status, AnyOf(409, 422)) << to;
    for (const char* to : {"", "LIVE", "gone"})
        EXPECT_THAT(move(1, to).status, AnyOf(400, 422)) << to;
    EXPECT_EQ(move(9, "live").status, 404);
    EXPECT_EQ(state(1), "approved");
    EXPECT_EQ(state(2), "draft");
}

TEST_P(Lifecycle, OnlyADraftIsEdited) {
    start();
    draft();
    const std::string body = R"({"blocks": [{"id":"x","type":"s","name":"X","config":{"n":1.0}}]})";
    EXPECT_EQ(host_api("ana", "PUT", std::string(flows) + "/welcome/versions/2", body).status, 200);
    EXPECT_EQ(raw_member(version("acme-dev", "welcome", 2).body, "blocks"),
              R"([{"id":"x","type":"s","name":"X","config":{"n":1.0}}])");
    const std::string before = version("acme-dev", "welcome", 1).body;
    EXPECT_THAT(host_api("ana", "PUT", std::string(flows) + "/welcome/versions/1", body).status, AnyOf(409, 422));
    EXPECT_EQ(version("acme-dev", "welcome", 1).body, before);
    move(2, "awaiting_approval");
    EXPECT_THAT(host_api("ana", "PUT", std::string(flows) + "/welcome/versions/2", body).status, AnyOf(409, 422));
}

TEST_P(Lifecycle, ACopyHasTheBytesOfItsVersion) {
    platform.dataflows.front().versions.front().blocks = R"([ {"id":"b1","n":1e2,"n":1.0} ])";
    start();
    EXPECT_EQ(draft().status, 201);
    EXPECT_EQ(raw_member(version("acme-dev", "welcome", 2).body, "blocks"), R"([ {"id":"b1","n":1e2,"n":1.0} ])");
    EXPECT_THAT(draft(R"({"copy_of": 9})").status, AnyOf(404, 422));
}

TEST_P(Lifecycle, EditingNeedsThePermission) {
    start();
    EXPECT_EQ(create("fresh", "/fresh", "vic").status, 403);
    EXPECT_EQ(move(1, "live", "vic").status, 403);
    EXPECT_THAT(create("fresh", "/fresh", "stranger").status, AnyOf(403, 404));
    EXPECT_EQ(Client(host->port(), "").call("POST", std::string("/api/v1") + flows, "{}").status, 401);
    EXPECT_EQ(state(1), "approved");
}

TEST_P(Lifecycle, OrganizationsAndGrantsAreTheHostAdmins) {
    start();
    const std::string body = R"({"name": "New", "cluster": "eu", "neo_enabled": true, "modules": [],
                                 "applications": [{"id": "default", "name": "Default", "kind": "default"}]})";
    for (const char* user : {"ana", "vic", "stranger"}) {
        EXPECT_EQ(host_api(user, "PUT", "/organizations/new", body).status, 403) << user;
        EXPECT_EQ(host_api(user, "PUT", "/users/stranger/grants/acme-dev", R"({"permissions": ["neo.view"]})").status,
                  403);
    }
    EXPECT_EQ(host_api("root", "PUT", "/organizations/new", body).status, 201);
    EXPECT_EQ(host_api("root", "PUT", "/organizations/new", body).status, 200);
    EXPECT_EQ(host_api("root", "PUT", "/users/stranger/grants/new", R"({"permissions": ["neo.view"]})").status, 200);
    EXPECT_EQ(api("stranger", "GET", "/organizations/new").status, 200);
    EXPECT_EQ(host_api("root", "PUT", "/users/stranger/grants/new", R"({"permissions": []})").status, 200);
    EXPECT_EQ(api("stranger", "GET", "/organizations/new").status, 404);
    EXPECT_EQ(host_api("root", "PUT", "/users/absent/grants/new", R"({"permissions": []})").status, 404);
}

TEST_P(Lifecycle, NonsenseIsRefused) {
    start();
    for (const char* body :
         {"", "nonsense", "[]", "{}", R"({"id": "x"})", R"({"copy_of": "1"})", R"({"copy_of": 1.5})",
          R"({"blocks": {}})", R"({"blocks": [1]})", R"({"trigger": {"url": 1, "method": "GET"}, "blocks": []})"}) {
        EXPECT_THAT(host_api("ana", "POST", flows, body).status, AnyOf(400, 422)) << body;
        EXPECT_THAT(draft(body).status, AnyOf(400, 422)) << body;
    }
    EXPECT_EQ(host_api("ana", "GET", "/nothing").status, 404);
    EXPECT_EQ(host_api("ana", "DELETE", "/organizations/acme-dev").status, 405);
}

TEST_P(Lifecycle, AVersionApprovedHereIsPromotable) {
    start_company();
    create("fresh", "/fresh");
    for (const char* to : {"awaiting_approval", "approved"})
        EXPECT_EQ(host_api("ana", "POST", std::string(flows) + "/fresh/versions/1/state",
                           fmt::format(R"({{"to": "{}"}})", to))
                      .status,
                  200);
    const Answer answer = promoted({"acme-dev", "fresh"}, "acme-uat");
    EXPECT_EQ(raw_member(version("acme-uat", text_of(answer.json().at("target").at("dataflow")), 1).body, "blocks"),
              R"([{"id": "b", "type": "script", "name": "B", "config": {"n": 1e2}}])");
}

NEO_ON_EVERY_BACKEND(Lifecycle);

}  // namespace
}  // namespace neo::e2e
