// Which version is where, as the C hooks tell it: what the REST API answers, byte for byte.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <vector>

namespace {

using namespace neo::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// acme-dev (welcome, versions 1 and 2) → acme-uat → acme-prod, and acme-dev → acme-sit.
struct Pipeline : MockHost {
    Pipeline() {
        organization("acme-dev").application("crm").type("dev").maps_to("acme-sit").maps_to("acme-uat");
        organization("acme-sit").application("crm").type("sit");
        organization("acme-uat").application("crm").type("uat").maps_to("acme-prod");
        organization("acme-prod").application("crm").type("prod");
        user("ana").may_everything();
        user("vic").grant("acme-dev", {"neo.view"}).grant("acme-uat", {"neo.view"});
        user("guest").grant("acme-dev", {"host.guest"});
        user("stranger");
        dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [
            {"state": "approved", "blocks": [{"id": "b1", "n": 1}]}, {"state": "approved", "blocks": [{"id": "b1", "n": 2}]}]})");
    }
};

class WhereHooks : public ::testing::Test {
protected:
    // Version 1, everywhere.
    void promote_all() {
        for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
                 {"acme-dev", "acme-sit"}, {"acme-dev", "acme-uat"}, {"acme-uat", "acme-prod"}})
            ASSERT_THAT(ana.promote({from, "welcome", 1, to, "crm"}), IsOk());
    }
    std::string over_http(const std::string& path, const std::string& user = "ana") const {
        return plugin.as(user).http("GET", "/api/v1/organizations/" + path).body;
    }
    // Each question of these hooks about one organization, whose names say what they are.
    static std::vector<std::pair<const char*, Answer>> ask_all(const Actor& actor, const std::string& organization,
                                                               const std::string& dataflow = "welcome",
                                                               std::int64_t version = 1) {
        return {{"origin", actor.origin(organization, dataflow, version)},
                {"spread", actor.spread(organization, dataflow)},
                {"board", actor.board(organization)},
                {"compare", actor.compare("acme-dev", "welcome", 1, organization, dataflow, version)},
                {"compared", actor.compare(organization, dataflow, version, "acme-dev", "welcome", 1)},
                {"recalls", actor.recalls(organization, dataflow, version)},
                {"recall", actor.recall(organization, dataflow, version, "it loses mails")},
                {"take_back", actor.take_back(organization, dataflow, version)}};
    }

    Pipeline host;
    PluginUnderTest plugin =
        host.start(NEO_PROMOTE, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
    const Actor ana = plugin.as("ana");
};

TEST_F(WhereHooks, W1_W4_TheWayBackIsToldAsOverHttp) {
    promote_all();
    const Answer way = ana.origin("acme-prod", "welcome", 1);
    ASSERT_THAT(way, IsOk());
    EXPECT_EQ(way.text, over_http("acme-prod/dataflows/welcome/versions/1/origin"));
    EXPECT_EQ(way.at("hops").as_array().size(), 3U);
    EXPECT_EQ(way.at("complete"), true);
    const Answer seen = plugin.as("vic").origin("acme-uat", "welcome", 1);
    EXPECT_EQ(seen.text, over_http("acme-uat/dataflows/welcome/versions/1/origin", "vic"));
}

TEST_F(WhereHooks, W2_TheSpreadIsToldAsOverHttp) {
    promote_all();
    const std::string path = "acme-dev/dataflows/welcome/spread";
    const Answer spread = ana.spread("acme-dev", "welcome", "");
    ASSERT_THAT(spread, IsOk());
    EXPECT_EQ(spread.text, over_http(path));
    EXPECT_EQ(spread.at("items").as_array().size(), 3U);
    EXPECT_EQ(ana.spread("acme-dev", "welcome", R"({"type": "uat", "standing": "behind"})").text,
              over_http(path + "?type=uat&standing=behind"));
    EXPECT_EQ(ana.spread("acme-dev", "welcome", R"({"search": "PROD"})").text, over_http(path + "?search=PROD"));

    const Answer page = ana.spread("acme-dev", "welcome", R"({"limit": 1})");
    const Answer next = ana.spread("acme-dev", "welcome",
                                   boost::json::serialize(boost::json::object{{"cursor", page.at("next_cursor")}}));
    EXPECT_EQ(page.at("items").as_array().size() + next.at("items").as_array().size(), 3U);
}

TEST_F(WhereHooks, W3_TheBoardIsToldAsOverHttp) {
    host.dataflow(R"({"organization": "acme-dev", "id": "bye", "application": "crm", "versions": [{}]})");
    promote_all();
    const Answer board = ana.board("acme-dev", "");
    ASSERT_THAT(board, IsOk());
    EXPECT_EQ(board.text, over_http("acme-dev/board"));
    EXPECT_EQ(board.at("items").as_array().size(), 2U);
    EXPECT_EQ(ana.board("acme-dev", R"({"behind": true})").text, over_http("acme-dev/board?behind=true"));
    EXPECT_EQ(ana.board("acme-dev", R"({"application": "crm", "search": "b", "limit": 1})").text,
              over_http("acme-dev/board?application=crm&search=b&limit=1"));
}

TEST_F(WhereHooks, W6_TwoVersionsAreComparedAsOverHttp) {
    promote_all();
    const Answer changes = ana.compare("acme-dev", "welcome", 2, "acme-uat", "welcome", 1);
    ASSERT_THAT(changes, IsOk());
    EXPECT_EQ(changes.text, over_http("acme-dev/dataflows/welcome/versions/2/compare?organization=acme-uat"
                                      "&dataflow=welcome&version=1"));
    EXPECT_EQ(changes.at("against.organization"), "acme-uat");
    EXPECT_EQ(changes.at("blocks.changed").as_array().size(), 1U);
    EXPECT_THAT(plugin.as("vic").compare("acme-dev", "welcome", 2, "acme-uat", "welcome", 1), IsOk());
}

TEST_F(WhereHooks, W5_AVersionIsRecalledAndThatIsTakenBack) {
    const Answer recalled = ana.recall("acme-dev", "welcome", 1, "it loses mails");
    ASSERT_THAT(recalled, IsOk());
    EXPECT_TRUE(recalled.created);
    EXPECT_EQ(recalled.at("reason"), "it loses mails");
    EXPECT_EQ(recalled.at("recalled_by"), "ana");
    EXPECT_FALSE(ana.recall("acme-dev", "welcome", 1, "it loses mails").created);
    EXPECT_THAT(ana.promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsProblem("version_recalled"));

    const Answer told = ana.recalls("acme-dev", "welcome", 1);
    EXPECT_EQ(told.text, over_http("acme-dev/dataflows/welcome/versions/1/recall"));
    EXPECT_EQ(told.at("recalled"), recalled.json());
    const Answer taken = ana.take_back("acme-dev", "welcome", 1);
    EXPECT_THAT(taken, IsOk());
    EXPECT_THAT(taken.text, IsEmpty());
    EXPECT_TRUE(ana.recalls("acme-dev", "welcome", 1).at("recalled").is_null());
    EXPECT_THAT(ana.take_back("acme-dev", "welcome", 1), IsProblem("recall_unknown"));
    EXPECT_THAT(ana.promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsOk());

    for (const std::string& reason : {std::string(), std::string(" \n"), std::string(2001, 'w'), std::string("\xff")})
        EXPECT_THAT(ana.recall("acme-dev", "welcome", 2, reason), HasStatus(NEO_INVALID)) << reason;
    EXPECT_TRUE(ana.recalls("acme-dev", "welcome", 2).at("recalled").is_null());
}

// Asks to recall, with something else in `created` than the caller of the SDK has there.
std::int32_t created_after_recall(const PluginUnderTest& plugin, const std::string& actor,
                                  const std::string& organization, std::int64_t version, const std::string& reason) {
    const auto hook = plugin.hook<neo_promote_1>();
    std::int32_t created = 7;
    std::string reply;
    hook->recall(hook.context, neo::sdk::borrow(actor), neo::sdk::borrow(organization), neo::sdk::borrow("welcome"),
                 version, neo::sdk::borrow(reason), &created, neo::sdk::append_to(reply));
    return created;
}

TEST_F(WhereHooks, W5_ARefusedRecallCreatesNothingWhateverStoodThere) {
    EXPECT_EQ(created_after_recall(plugin, "ana", "acme-dev", 0, "why"), 0) << "no version";
    EXPECT_EQ(created_after_recall(plugin, "ana", "acme-dev", 9, "why"), 0) << "one that is not there";
    EXPECT_EQ(created_after_recall(plugin, "ana", "", 1, "why"), 0) << "no id";
    EXPECT_EQ(created_after_recall(plugin, "", "acme-dev", 1, "why"), 0) << "no actor";
    EXPECT_EQ(created_after_recall(plugin, "ana", "acme-dev", 1, " "), 0) << "no reason";
    EXPECT_EQ(created_after_recall(plugin, "vic", "acme-dev", 1, "why"), 0) << "no permission";
    EXPECT_EQ(created_after_recall(plugin, "ana", "acme-dev", 1, "why"), 1);
    EXPECT_EQ(created_after_recall(plugin, "ana", "acme-dev", 1, "why"), 0) << "it is recalled already";
}

TEST_F(WhereHooks, W7_AttemptsAreFoundByNameAndCountedAsOverHttp) {
    promote_all();
    ana.promote({"acme-dev", "welcome", 2, "acme-prod", "crm"});
    const auto counts_over_http = [&](const std::string& query) {
        return plugin.as("ana").http("GET", "/api/v1/promotions/counts" + query).body;
    };
    const Answer counts = ana.counts("");
    ASSERT_THAT(counts, IsOk());
    EXPECT_EQ(counts.text, counts_over_http(""));
    EXPECT_EQ(counts.at("counts.succeeded"), 3);
    EXPECT_EQ(counts.at("counts.refused"), 1);
    EXPECT_EQ(ana.counts(R"({"type": "uat", "actor_name": "A an"})").text,
              counts_over_http("?type=uat&actor_name=A%20an"));
    EXPECT_EQ(ana.counts(R"({"limit": 1, "cursor": "x"})").text, counts.text) << "they mean nothing here";
    EXPECT_EQ(ana.counts(R"({"actor_name": "nobody"})").text, R"({"counts":{},"complete":true})");
    EXPECT_THAT(ana.counts(R"({"status": "fine"})"), HasStatus(NEO_INVALID));
    EXPECT_THAT(plugin.as("guest").counts(R"({"organization": "acme-dev"})"), HasStatus(NEO_DENIED));
    EXPECT_THAT(plugin.as("stranger").counts(R"({"organization": "acme-dev"})"), HasStatus(NEO_NOT_FOUND));
    EXPECT_EQ(ana.history(R"({"actor_name": "an A", "limit": 1})").text,
              plugin.as("ana").http("GET", "/api/v1/promotions?actor_name=an%20A&limit=1").body);
}

TEST_F(WhereHooks, W2_W3_AWrongQueryIsNoQuery) {
    const auto spread = [&](const std::string& query) { return ana.spread("acme-dev", "welcome", query); };
    const auto board = [&](const std::string& query) { return ana.board("acme-dev", query); };
    for (const auto& ask : {std::function<Answer(const std::string&)>(spread), {board}}) {
        for (const char* query : {"[]", "no JSON", R"({"limit": 0})", R"({"limit": 501})", R"({"limit": "many"})",
                                  R"({"search": "a\u0007b"})"})
            EXPECT_THAT(ask(query), HasStatus(NEO_INVALID)) << query;
        EXPECT_THAT(ask(R"({"colour": "red", "search": null})"), IsOk()) << "as in list";
    }
    for (const char* query : {R"({"type": "moon"})", R"({"standing": "fine"})", R"({"cursor": "x"})"})
        EXPECT_THAT(spread(query), HasStatus(NEO_INVALID)) << query;
    EXPECT_THAT(board(R"({"behind": "perhaps"})"), HasStatus(NEO_INVALID));
}

TEST_F(WhereHooks, W1_W6_A3_WhatMayNotBeKnownIsToldAsIfItWereNotThere) {
    const Actor stranger = plugin.as("stranger");
    const auto hidden = ask_all(stranger, "acme-dev");
    const auto absent = ask_all(stranger, "acme-nil");
    for (std::size_t at = 0; at < hidden.size(); ++at) {
        EXPECT_THAT(hidden[at].second, HasStatus(NEO_NOT_FOUND)) << hidden[at].first;
        EXPECT_EQ(hidden[at].second.problem_codes(), absent[at].second.problem_codes()) << hidden[at].first;
    }
    promote_all();
    const Actor vic = plugin.as("vic");
    EXPECT_THAT(vic.compare("acme-dev", "welcome", 1, "acme-prod", "welcome", 1), HasStatus(NEO_NOT_FOUND));
    EXPECT_THAT(vic.spread("acme-dev", "welcome").text, Not(HasSubstr("prod")));
    EXPECT_THAT(vic.board("acme-dev").text, Not(HasSubstr("prod")));
}

TEST_F(WhereHooks, W1_W6_A5_AMissingPermissionIsTold) {
    for (const auto& [function, answer] : ask_all(plugin.as("guest"), "acme-dev"))
        EXPECT_THAT(answer, HasStatus(NEO_DENIED)) << function;
    const Actor vic = plugin.as("vic");
    EXPECT_THAT(vic.recall("acme-dev", "welcome", 1, "why"), HasStatus(NEO_DENIED)) << "A1";
    EXPECT_THAT(vic.take_back("acme-dev", "welcome", 1), HasStatus(NEO_DENIED)) << "A1";
    EXPECT_THAT(vic.recalls("acme-dev", "welcome", 1), IsOk());
}

TEST_F(WhereHooks, W1_W6_WhatIsNotThereIsNotFoundAndWhatIsNoneIsInvalid) {
    for (const auto& [function, answer] : ask_all(ana, "acme-dev", "absent")) {
        EXPECT_THAT(answer, HasStatus(std::string(function) == "board" ? NEO_OK : NEO_NOT_FOUND)) << function;
    }
    for (const auto& [function, answer] : ask_all(ana, ""))
        EXPECT_THAT(answer, HasStatus(NEO_INVALID)) << function;
    for (const auto& [function, answer] : ask_all(ana, "acme-dev", "welcome", 0)) {
        const bool has_version = std::string(function) != "board" && std::string(function) != "spread";
        EXPECT_THAT(answer, HasStatus(has_version ? NEO_INVALID : NEO_OK)) << function;
    }
}

TEST_F(WhereHooks, W2_W3_AHostThatDoesNotAnswerIsTold) {
    promote_all();
    host.faults().on("dataflows.list_heads").every_call().refuse();
    EXPECT_THAT(ana.spread("acme-dev", "welcome"), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(ana.board("acme-dev"), HasStatus(NEO_UNAVAILABLE));
}

}  // namespace
