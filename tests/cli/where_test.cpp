// `neo where`, `neo origin` and `neo board`: which version is where, and where it came from.
#include "company.hpp"
#include "fake_server.hpp"

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* token = "token-of-somebody-0123456789";

class Where : public Company {
protected:
    Where() {
        platform.users.push_back({"aud", {{"acme-prod", {"neo.view"}}}});
        add_dataflow({"acme-dev", "other", {{.state = "draft", .url = "/other"}}});
    }
    // welcome: version 1 in acme-uat and from there in acme-prod, version 2 in acme-sit.
    void promote_some() {
        start_company();
        map("acme-uat", "acme-prod");
        promoted({"acme-dev", "welcome", 1}, "acme-uat");
        promoted({"acme-uat", "welcome", 1}, "acme-prod");
        promoted({"acme-dev", "welcome", 2}, "acme-sit");
    }
    std::vector<std::string> lines(const std::vector<std::string>& arguments, const std::string& user = "ana") const {
        const Finished told = neo_of(user)(arguments);
        EXPECT_EQ(told.status, 0) << told.errors;
        return lines_of(told.output);
    }
};

TEST_P(Where, W2_ARowATargetOverAllHopsAndASummary) {
    promote_some();
    approve_hotfix();
    const auto told = lines({"where", "--from", "acme-dev/welcome"});
    ASSERT_THAT(told, SizeIs(5));
    EXPECT_THAT(told[0], StartsWith("TARGET     TYPE  DATAFLOW  HOPS  FROM VERSION  APPROVED  LIVE  STANDING"));
    EXPECT_THAT(told[1], MatchesRegex("acme-prod +prod +welcome +2 +1 +1 +behind +1 +20.* ana.*"));
    EXPECT_THAT(told[2], MatchesRegex("acme-sit +sit +welcome +1 +2 +1 +up to date +0 +20.* ana.*"));
    EXPECT_THAT(told[3], MatchesRegex("acme-uat +uat +welcome +1 +1 +1 +changed on both sides +1 +20.* ana.*"));
    EXPECT_EQ(told[4], "sit: 1 up to date; uat: 1 changed on both sides; prod: 1 behind");
}

TEST_P(Where, W2_FiltersAreThoseOfTheApi) {
    promote_some();
    const auto rows = [&](const std::string& option, const std::string& value) {
        const auto told = lines({"where", "--from", "acme-dev/welcome", option, value});
        EXPECT_EQ(told.back(), "sit: 1 up to date; uat: 1 behind; prod: 1 behind") << "whatever the filters";
        return told.size() - 2;
    };
    EXPECT_EQ(rows("--type", "uat"), 1U);
    EXPECT_EQ(rows("--type", "demo"), 0U);
    EXPECT_EQ(rows("--standing", "behind"), 2U);
    EXPECT_EQ(rows("--search", "acme-s"), 1U);
    EXPECT_THAT(lines({"where", "--from", "acme-dev/other"}), SizeIs(1));
    EXPECT_EQ(neo_of()({"where", "--from", "acme-dev/nothing"}).status, 1);
    EXPECT_EQ(neo_of("stranger")({"where", "--from", "acme-dev/welcome"}).status, 1);
}

TEST_P(Where, W4_TheWayBackIsToldHopByHop) {
    promote_some();
    const auto told = lines({"origin", "--of", "acme-prod/welcome@1"});
    ASSERT_THAT(told, SizeIs(5));
    EXPECT_THAT(told[0], StartsWith("VERSION              SINCE IT CAME  WHEN (UTC)"));
    EXPECT_THAT(told[1], MatchesRegex("acme-prod/welcome@1 +identical +20.* ana.* [0-9a-f]{12}  [0-9a-f-]{36}"));
    EXPECT_THAT(told[2], MatchesRegex("acme-uat/welcome@1 +identical +20.* ana.* [0-9a-f]{12}  [0-9a-f-]{36}"));
    EXPECT_THAT(told[3], MatchesRegex("acme-dev/welcome@1 +written there +[0-9a-f]{12}"));
    EXPECT_EQ(told[4], "complete: back to where it was written");

    const auto cut = lines({"origin", "--of", "acme-prod/welcome@1"}, "aud");
    ASSERT_THAT(cut, SizeIs(4));
    EXPECT_THAT(cut[1], HasSubstr("identical"));
    EXPECT_THAT(cut[2], MatchesRegex("acme-uat +not told"));
    EXPECT_THAT(cut[3], StartsWith("not complete: "));

    const Finished whole = neo_of()({"origin", "--of", "acme-prod/welcome@1", "--json"});
    EXPECT_EQ(whole.output, api("ana", "GET", e2e::version_path("acme-prod", "welcome", 1) + "/origin").body);
    EXPECT_EQ(neo_of()({"origin", "--of", "acme-prod/welcome@9"}).status, 1);
    EXPECT_EQ(neo_of("stranger")({"origin", "--of", "acme-prod/welcome@1"}).status, 1);
}

TEST_P(Where, W3_ARowADataflowAgainstTheTypes) {
    promote_some();
    promoted({"acme-dev", "welcome", 2}, "acme-uat2");
    const auto told = lines({"board", "acme-dev"});
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_THAT(told[0], MatchesRegex("DATAFLOW  NAME +NEWEST  SIT +UAT +PROD"));
    EXPECT_THAT(told[1], MatchesRegex("other +[^ ]+"));
    EXPECT_THAT(told[2], MatchesRegex("welcome +[^ ]+ +2 +1: 1 up to date +2: 1 up to date, 1 behind +1: 1 behind"));
    EXPECT_THAT(lines({"board", "acme-dev", "--behind"}), ElementsAre(told[0], told[2]));
    EXPECT_THAT(lines({"board", "acme-dev", "--search", "oth"}), SizeIs(2));
    EXPECT_THAT(lines({"board", "acme-dev", "--application", "sales"}), SizeIs(1));
    EXPECT_EQ(neo_of()({"board", "acme-dev", "--json"}).output,
              api("ana", "GET", "/organizations/acme-dev/board?limit=500").body);
    EXPECT_EQ(neo_of("stranger")({"board", "acme-dev"}).status, 1);
}

INSTANTIATE_TEST_SUITE_P(On, Where, testing::Values("sqlite"));

TEST(WherePages, W2_JsonIsOnePageHoweverManyItTook) {
    const FakeServer server(
        {{200, R"({"items": [{"organization":"a","hops":1.0}], "summary": {}, "next_cursor": "1:ab"})"},
         {200, R"({"items": [], "summary": {}, "next_cursor": "1:cd"})"},
         {200, R"({"items":[{"organization":"c"}],"summary":{"uat":{"current":2}},"next_cursor":null})"}});
    const Neo neo(server.url(), token);
    EXPECT_EQ(
        neo({"where", "--from", "x%2Fy/z", "--type", "uat", "--json"}).output,
        R"({"items":[{"organization":"a","hops":1.0},{"organization":"c"}],"summary":{"uat":{"current":2}},"next_cursor":null})");
    const auto received = server.received();
    ASSERT_THAT(received, SizeIs(3));
    EXPECT_THAT(received[0].head,
                StartsWith("GET /extensions/neo/api/v1/organizations/x%2Fy/dataflows/z/spread?limit=500&type=uat "));
    EXPECT_THAT(received[2].head, HasSubstr("spread?limit=500&type=uat&cursor=1%3Acd "));
}

TEST(WherePages, W3_AServerOfALaterReleaseMayKnowMoreTypesAndStandings) {
    const FakeServer server({{200, R"({"items": [
        {"id": "a", "name": "A", "newest_version": null, "types": {"none": {"organizations": 1, "current": 1}, "moon": {"organizations": 2}}},
        {"id": "b", "types": {"prod": {"organizations": 3, "current": 0, "behind": 3}}}], "next_cursor": null})"}});
    const auto told = lines_of(Neo(server.url(), token)({"board", "acme-dev"}).output);
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_THAT(told[0], MatchesRegex("DATAFLOW  NAME  NEWEST  PROD +MOON  NOT REGISTERED"));
    EXPECT_THAT(told[1], MatchesRegex("a +A +2 +1: 1 up to date"));
    EXPECT_THAT(told[2], MatchesRegex("b +3: 3 behind"));
}

TEST(WherePages, W2_PeopleAreToldByTheirNames) {
    const FakeServer server(
        {{200, R"({"items": [{"actor": "ana", "actor_name": "Ana Lopez"}, {"actor": "bob", "actor_name": null},
        {"actor": "eve", "actor_name": "eve"}], "summary": {}, "next_cursor": null})"}});
    const std::string told = Neo(server.url(), token)({"where", "--from", "a/b"}).output;
    EXPECT_THAT(told, AllOf(HasSubstr(" ana (Ana Lopez)\n"), HasSubstr(" bob\n"), HasSubstr(" eve\n")));
}

TEST(WherePages, W4_WhatIsNotKnownIsNotSaidToBeIdentical) {
    const FakeServer server(
        {{200, R"({"hops": [{"organization": "a", "dataflow": "b", "version": 2, "promotion": "p", "identical": false},
        {"organization": "a", "dataflow": "b", "version": 1, "promotion": "q", "identical": null}], "complete": false})"}});
    const auto told = lines_of(Neo(server.url(), token)({"origin", "--of", "a/b@2"}).output);
    ASSERT_THAT(told, SizeIs(4));
    EXPECT_THAT(told[1], StartsWith("a/b@2    changed "));
    EXPECT_THAT(told[2], StartsWith("a/b@1    not known "));
}

}  // namespace
}  // namespace neo::clitest
