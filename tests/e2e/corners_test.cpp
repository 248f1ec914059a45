// Corners where the rules could be walked around, or something untrue was said: over HTTP, on every backend.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tests/support/mariadb_server.hpp>

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Corners : public PromotionTest {
protected:
    std::vector<std::string> warnings_of(const Answer& preflight) const {
        std::vector<std::string> codes;
        for (const auto& warning : preflight.json().at("warnings").as_array())
            codes.push_back(text_of(warning.at("code")));
        return codes;
    }
    boost::json::value mapping_to(const std::string& target) const {
        const Answer list = api("ana", "GET", "/organizations/acme-dev/mappings");
        for (const auto& item : list.json().at("items").as_array()) {
            if (text_of(item.at("target")) == target) return item;
        }
        return nullptr;
    }
    std::vector<std::string> targets() const {
        return items_of(api("ana", "GET", version_path("acme-dev", "welcome", 1) + "/promotion-targets"),
                        "organization");
    }
};

TEST_P(Corners, E6_ARoutedPromotionKeepsModuleAndGlobalAndTheNextHopIsCheckedOnThem) {
    organization("acme-prod").modules = {};
    TestVersion pay;
    pay.url = "/pay";
    TestDataflow& source = add_dataflow({"acme-dev", "pay", {pay}});
    source.module = "loyalty";
    source.global = true;
    add_dataflow({"acme-uat", "uatpay", {pay}});
    start_company();
    map("acme-uat", "acme-prod");
    const Answer preview = preflight({"acme-dev", "pay"}, "acme-uat", "");
    const auto& changes = preview.json().at("changes");
    EXPECT_TRUE(changes.at("module").at("before").is_null());
    EXPECT_EQ(text_of(changes.at("module").at("after")), "loyalty");
    EXPECT_EQ(changes.at("global"), boost::json::value({{"before", false}, {"after", true}}));

    const Answer arrived = promoted({"acme-dev", "pay"}, "acme-uat", "");
    EXPECT_TRUE(arrived.json().at("routed").as_bool());
    const int approved = static_cast<int>(arrived.json().at("target").at("approved_version").as_int64());
    for (const int number : {approved, approved + 1}) {
        const Answer there = version("acme-uat", "uatpay", number);
        EXPECT_EQ(text_of(there.json().at("module")), "loyalty");
        EXPECT_TRUE(there.json().at("global").as_bool());
    }
    EXPECT_TRUE(version("acme-uat", "uatpay", 1).json().at("module").is_null()) << "no other version changes";
    const Answer dataflow = api("ana", "GET", "/organizations/acme-uat/dataflows/uatpay");
    EXPECT_EQ(text_of(dataflow.json().at("module")), "loyalty") << "its own is that of its newest promotable version";
    EXPECT_THAT(promote({"acme-uat", "uatpay", approved}, "acme-prod").failures(),
                ElementsAre("module_access_missing"));
    EXPECT_EQ(promote({"acme-uat", "uatpay", 1}, "acme-prod").status, 201) << "which needs none";
}

TEST_P(Corners, E3_ALibraryBlockInAnotherBlockStopsIt) {
    TestVersion version;
    version.url = "/nested";
    version.blocks =
        R"([{"id": "loop", "type": "loop", "blocks": [{"id": "in", "type": "script", "name": "Map", "library": {"id": "common"}}]}])";
    add_dataflow({"acme-dev", "nested", {version}});
    start_company();
    const Answer refused = promote({"acme-dev", "nested"}, "acme-uat");
    ASSERT_THAT(refused.failures(), ElementsAre("library_blocks_present"));
    EXPECT_EQ(refused.json().at("failures").at(0).at("blocks"), boost::json::value({"in"}));
}

TEST_P(Corners, T3_NothingSaysThatOneCanPromoteWherePreflightRefuses) {
    start_company();
    const auto expect_no = [&](const std::string& target, const std::string& code) {
        EXPECT_EQ(text_of(preflight({}, target).json().at("failures").at(0).at("code")), code);
        const auto mapping = mapping_to(target);
        EXPECT_FALSE(mapping.at("promotable").as_bool()) << target;
        EXPECT_FALSE(text_of(mapping.at("reason")).empty());
        EXPECT_THAT(targets(), Not(Contains(target)));
        const Answer map = api("ana", "GET", "/organization-map");
        for (const auto& arrow : map.json().at("mappings").as_array())
            EXPECT_TRUE(text_of(arrow.at("target")) != target || !arrow.at("promotable").as_bool());
    };
    const Answer far =
        api("ana", "POST", "/organizations/acme-dev/mappings", R"({"target": "acme-us", "relation": "default"})");
    EXPECT_EQ(far.status, 201);
    EXPECT_EQ(text_of(far.json().at("warnings").at(0).at("code")), "different_cluster");
    expect_no("acme-us", "different_cluster");
    ASSERT_EQ(host_api("root", "PUT", "/organizations/acme-uat", R"({"neo_enabled": false})").status, 200);
    expect_no("acme-uat", "neo_not_enabled");
    ASSERT_EQ(api("ana", "DELETE", "/organizations/acme-sit/registration").status, 204);
    expect_no("acme-sit", "organization_not_registered");
    EXPECT_THAT(targets(), ElementsAre("acme-dev2", "acme-uat2"));
}

TEST_P(Corners, E7_AMappingFromAnOrganizationWhoseNeoWasSwitchedOffIsRefused) {
    start_company();
    ASSERT_EQ(host_api("root", "PUT", "/organizations/acme-dev2", R"({"neo_enabled": false})").status, 200);
    const Answer refused =
        api("ana", "POST", "/organizations/acme-dev2/mappings", R"({"target": "acme-uat", "relation": "default"})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "neo_not_enabled");
}

TEST_P(Corners, M2_ASiblingOverTypesIsFoundAgainInTheListOnTheMapAndAfterATypeChanged) {
    start_company();
    map("acme-uat", "acme-uat2", "sibling");
    const auto listed = [&]() -> boost::json::array {
        return api("ana", "GET", "/organizations/acme-uat/mappings").json().at("items").at(0).at("warnings").as_array();
    };
    EXPECT_THAT(listed(), IsEmpty());
    const Answer changed = api("ana", "PUT", "/organizations/acme-uat/registration", R"({"type": "sit"})");
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(text_of(changed.json().at("warnings").at(0).at("target")), "acme-uat2");
    ASSERT_EQ(listed().size(), 1U);
    EXPECT_THAT(text_of(listed()[0].at("message")), HasSubstr("of type SIT and UAT"));
}

TEST_P(Corners, M7_ARegistrationMadeByMistakeIsTakenBack) {
    start_company();
    EXPECT_EQ(api("vic", "DELETE", "/organizations/acme-uat/registration").status, 403);
    EXPECT_EQ(api("ana", "DELETE", "/organizations/acme-uat/registration").status, 204);
    EXPECT_TRUE(api("ana", "GET", "/organizations/acme-uat").json().at("registration").is_null());
    EXPECT_THAT(promote({}, "acme-uat").failures(), Contains("organization_not_registered"));
    const Answer again = api("ana", "DELETE", "/organizations/acme-uat/registration");
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.code(), "registration_unknown");
    const auto change = api("ana", "GET", "/organizations/acme-uat/mapping-changes").json().at("items").at(0);
    EXPECT_EQ(text_of(change.at("kind")), "registration_removed");
    EXPECT_EQ(text_of(change.at("before")), "uat");
    EXPECT_EQ(text_of(change.at("actor")), "ana");
    register_organization("acme-uat", "uat");
    EXPECT_EQ(promote({}, "acme-uat").status, 201);
}

TEST_P(Corners, R2_PreflightWarnsOfWhatWouldSurprise) {
    add_version("acme-dev", "welcome", {.number = 2, .url = "/welcome"});
    add_version("acme-dev", "welcome", {.number = 3, .url = "/welcome-3"});
    add_dataflow({"acme-dev2", "greeting", {{.url = "/welcome"}}});
    start_company();
    map("acme-dev2", "acme-uat");
    EXPECT_THAT(warnings_of(preflight({}, "acme-uat")), IsEmpty());
    promoted({"acme-dev", "welcome", 2}, "acme-uat");
    const Answer older = preflight({"acme-dev", "welcome", 1}, "acme-uat", "");
    ASSERT_THAT(warnings_of(older), ElementsAre("older_than_promoted"));
    EXPECT_EQ(older.json().at("warnings").at(0).at("version").as_int64(), 2);
    const Answer other = preflight({"acme-dev2", "greeting", 1}, "acme-uat", "");
    ASSERT_THAT(warnings_of(other), ElementsAre("other_source"));
    EXPECT_EQ(text_of(other.json().at("warnings").at(0).at("organization")), "acme-dev");
    const Answer elsewhere = preflight({"acme-dev", "welcome", 3}, "acme-uat");
    ASSERT_THAT(warnings_of(elsewhere), ElementsAre("trigger_changed"));
    EXPECT_EQ(text_of(elsewhere.json().at("warnings").at(0).at("dataflow")), "welcome");
}

TEST_P(Corners, R1_ChangesAreAgainstTheNewestVersionOfThatTriggerAndTellTheOrder) {
    const std::string ab = R"([{"id": "a"}, {"id": "b"}])";
    const std::string ba = R"([{"id": "b"}, {"id": "a"}])";
    add_dataflow({"acme-dev", "p", {{.url = "/p", .blocks = ba}}});
    add_dataflow({"acme-uat",
                  "theirs",
                  {{.number = 1, .state = "live", .url = "/p", .blocks = ab},
                   {.number = 2, .url = "/q", .blocks = R"([{"id": "z"}])"}}});
    start_company();
    const auto changes = preflight({"acme-dev", "p"}, "acme-uat", "").json().at("changes");
    EXPECT_EQ(changes.at("against").at("version").as_int64(), 1);
    EXPECT_THAT(changes.at("blocks").at("removed").as_array(), IsEmpty());
    EXPECT_TRUE(changes.at("order").as_bool());
}

TEST_P(Corners, V2_AnIdempotencyKeyThatIsNoTextIsRefusedAlikeOnEveryBackend) {
    start_company();
    const std::string body = promotion_of({}, "acme-uat");
    for (const std::string key : {"caf\xe9", "k\xff", "\xed\xa0\x80"}) {
        const std::string answer = raw_exchange(
            host->port(), fmt::format("POST /extensions/neo/api/v1/promotions HTTP/1.1\r\nHost: x\r\nConnection: "
                                      "close\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n"
                                      "Idempotency-Key: {}\r\nContent-Length: {}\r\n\r\n{}",
                                      token_of("ana"), key, body.size(), body));
        EXPECT_THAT(answer, AllOf(HasSubstr(" 400 "), HasSubstr("An Idempotency-Key has at most 200 bytes of UTF-8")));
        EXPECT_THAT(answer, Not(HasSubstr("ERROR")));
    }
    EXPECT_THAT(api("ana", "GET", "/promotions?organization=acme-uat").json().at("items").as_array(), IsEmpty());
}

TEST_P(Corners, U3_TheSameKeyAnswersTheFirstOutcomeAndSaysThatItIsAReplay) {
    start_company();
    ASSERT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    const auto ask = [&](const std::string& key) {
        return as("ana").api("POST", "/promotions", promotion_of({}, "acme-uat"), {{"Idempotency-Key", key}});
    };
    const Answer refused = ask("job-1");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.header("idempotency-replayed"), "");
    map("acme-dev", "acme-uat");
    const Answer again = ask("job-1");
    EXPECT_EQ(again.status, 422);
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_TRUE(again.json().at("replayed").as_bool());
    EXPECT_EQ(again.json().at("promotion"), refused.json().at("promotion"));
    const Answer done = ask("job-2");
    EXPECT_EQ(done.status, 201);
    EXPECT_EQ(done.header("idempotency-replayed"), "");
    const Answer done_again = ask("job-2");
    EXPECT_EQ(done_again.status, 201);
    EXPECT_EQ(done_again.header("idempotency-replayed"), "true");
    EXPECT_EQ(done_again.body, done.body);
}

TEST_P(Corners, V2_RepeatedAndUnknownMembersAreRefusedByNameAndPlace) {
    start_company();
    const auto detail = [&](const std::string& body) {
        const Answer refused = api("ana", "POST", "/promotions/preflight", body);
        EXPECT_TRUE(refused.status == 422 || refused.status == 400) << refused.status;
        return text_of(refused.json().at("detail"));
    };
    EXPECT_THAT(
        detail(R"({"source": {"organization": "acme-dev", "dataflow": "a", "d\u0061taflow": "welcome", "version": 1},
                           "target": {"organization": "acme-uat"}})"),
        HasSubstr("source.dataflow: stands there for the second time"));
    EXPECT_THAT(detail(R"({"source": "\ud83d"})"), HasSubstr("\\ud83d is half of a character"));
    const Answer unknown = api("ana", "GET", "/promotions?organisation=acme-uat");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_THAT(text_of(unknown.json().at("detail")), HasSubstr("'organisation'"));
    EXPECT_EQ(api("ana", "GET", "/promotions?organization=acme-uat&organization=acme-dev").status, 400);
    EXPECT_EQ(api("ana", "GET", "/promotions?organization=").status, 422);
}

TEST_P(Corners, P7_ATimeWithARawPlusIsRead) {
    start_company();
    promoted({}, "acme-uat");
    for (const char* offset : {"Z", "-05:00", "%2B02:00", "+02:00"}) {
        const Answer page =
            api("ana", "GET", std::string("/promotions?organization=acme-uat&from=2020-01-01T00:00:00") + offset);
        EXPECT_EQ(page.status, 200) << offset;
        EXPECT_EQ(page.json().at("items").as_array().size(), 1U) << offset;
    }
    EXPECT_EQ(api("ana", "GET", "/promotions?organization=acme-uat&from=2020-01-01T00:00:00 0200").status, 400);
}

TEST_P(Corners, H1_AReasonInTheHistorySpeaksOfTheActor) {
    start_company();
    ASSERT_EQ(
        host_api("root", "PUT", "/users/vic/grants/acme-dev", R"({"permissions": ["neo.view", "neo.promote"]})").status,
        200);
    EXPECT_EQ(promote({}, "acme-uat", "crm", "vic").status, 403);
    const auto failure =
        api("ana", "GET", "/promotions?organization=acme-uat").json().at("items").at(0).at("failures").at(0);
    EXPECT_THAT(text_of(failure.at("message")), AllOf(HasSubstr("'vic' does not have"), Not(HasSubstr("You"))));
}

NEO_ON_EVERY_BACKEND(Corners);

// The database of host and plugin takes no statement as large as this content.
class PacketLimit : public PromotionTest {
protected:
    static void set(const std::string& value) {
        dynamic_cast<test::MariadbServer&>(test::shared_server("mysql"))
            .query("SET GLOBAL max_allowed_packet = " + value);
    }
    ~PacketLimit() override { set("DEFAULT"); }
};

TEST_P(PacketLimit, V2_EndsThePromotionWithTheDatabaseAsTheCauseAndItCanBeTriedAgain) {
    add_dataflow(
        {"acme-dev",
         "big",
         {{.url = "/big", .blocks = R"([{"id": "a", "config": {"s": ")" + std::string(3 << 20, 'x') + R"("}}])"}}});
    start_company();
    host->stop();
    set("1048576");
    host->start();
    const Answer refused = promote({"acme-dev", "big"}, "acme-uat");
    EXPECT_EQ(refused.status, 503);
    ASSERT_THAT(refused.failures(), ElementsAre("host_unavailable"));
    EXPECT_THAT(text_of(refused.json().at("detail")),
                AllOf(HasSubstr("max_allowed_packet"), Not(HasSubstr("have the new version approved"))));
    const Answer attempt = api("ana", "GET", "/promotions/" + text_of(refused.json().at("promotion")));
    EXPECT_EQ(text_of(attempt.json().at("status")), "failed");
    host->stop();
    set("DEFAULT");
    host->start();
    EXPECT_EQ(promote({"acme-dev", "big"}, "acme-uat").status, 201);
}

INSTANTIATE_TEST_SUITE_P(On, PacketLimit, testing::Values("mysql"), [](const auto& backend) { return backend.param; });

}  // namespace
}  // namespace neo::e2e
