// Row W7 over HTTP, on every backend: finding in the history of everything, counting it, and taking it away.
#include "support/promotion_test.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <sstream>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
namespace json = boost::json;

class Audit : public PromotionTest {
protected:
    Audit() {
        platform.dataflows = {{"acme-dev", "welcome", {{}, {.number = 2, .blocks = "[]"}}}};
        platform.users.push_back({"ben", {{"acme-dev", {"neo.view"}}}});
        platform.users.push_back({"u-17", {{"acme-dev"}, {"acme-uat"}, {"acme-sit"}}, "Zoë ÅBERG, Order Desk, Basel"});
    }
    // Answers the id of the attempt, whatever came of it.
    std::string attempt(const std::string& target, int version = 1, const std::string& reason = "",
                        const std::string& user = "ana") const {
        const Answer answer = api(user, "POST", "/promotions",
                                  fmt::format(R"({{"source": {{"organization": "acme-dev", "dataflow": "welcome",
                                                   "version": {}}}, "reason": "{}",
                                                   "target": {{"organization": "{}", "application": "crm"}}}})",
                                              version, reason, target));
        return text_of(answer.json().at(answer.status == 201 ? "id" : "promotion"));
    }
    std::vector<std::string> ids(const std::string& query, const std::string& user = "ana") const {
        return items_of(api(user, "GET", "/promotions?" + query), "id");
    }
    std::string counts(const std::string& query, const std::string& user = "ana") const {
        const Answer answer = api(user, "GET", "/promotions/counts?" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(answer.json().at("complete"), true);
        return json::serialize(answer.json().at("counts"));
    }
};
NEO_ON_EVERY_BACKEND(Audit);

TEST_P(Audit, W7_TheHistoryIsFoundByTypeStandingAndReason) {
    start_company();
    const auto first = attempt("acme-uat", 1, "Für die Ärzte of CRM-7");
    const auto sit = attempt("acme-sit");
    const auto second = attempt("acme-uat", 2, "für die ÄRZTE again");
    EXPECT_THAT(ids("type=uat"), ElementsAre(second, first));
    EXPECT_THAT(ids("type=sit"), ElementsAre(sit));
    EXPECT_THAT(ids("type=prod"), IsEmpty());
    EXPECT_THAT(ids("standing=behind"), ElementsAre(second));
    EXPECT_THAT(ids("organization=acme-dev&standing=new"), ElementsAre(sit, first));
    EXPECT_THAT(ids("reason=%C3%A4rzte"), ElementsAre(second, first)) << "whatever the case";
    EXPECT_THAT(ids("reason=%C3%A4rzte&limit=1"), ElementsAre(second));
    EXPECT_THAT(ids("reason=crm-7&type=uat"), ElementsAre(first));
    EXPECT_THAT(ids("reason=%25"), IsEmpty()) << "a part of the text, no pattern";
    for (const char* wrong : {"type=production", "standing=ahead", "reason="})
        EXPECT_EQ(api("ana", "GET", std::string("/promotions?") + wrong).status, 422) << wrong;
}

TEST_P(Audit, W7_TheHistoryIsFoundByTheNamesOfPeople) {
    start_company();
    const auto by_ana = attempt("acme-uat");
    const auto by_zoe = attempt("acme-sit", 1, "the release", "u-17");
    EXPECT_THAT(ids("actor_name=%C3%A5berg"), ElementsAre(by_zoe)) << "whatever the case";
    EXPECT_THAT(ids("actor_name=desk%20ZO%C3%8B"), ElementsAre(by_zoe)) << "whatever the order";
    EXPECT_THAT(ids("actor_name=zo%C3%AB%20u-17"), ElementsAre(by_zoe)) << "the id as well as the name";
    EXPECT_THAT(ids("actor_name=zo%C3%AB%20ana"), IsEmpty()) << "every word";
    EXPECT_THAT(ids("actor_name=desk%20u-17&reason=RELEASE&type=sit"), ElementsAre(by_zoe));
    EXPECT_THAT(ids("actor_name=desk&reason=other"), IsEmpty());
    EXPECT_THAT(ids("actor_name=a"), ElementsAre(by_zoe, by_ana));
    EXPECT_THAT(ids("actor_name=a&limit=1"), ElementsAre(by_zoe));
    EXPECT_THAT(ids("actor=%C3%A5berg"), IsEmpty()) << "that is an id";
    EXPECT_THAT(ids("actor=u-17&actor_name=order"), ElementsAre(by_zoe));
    EXPECT_EQ(counts("actor_name=order"), R"({"succeeded":1})");
    for (const char* format : {"csv", "ndjson"}) {
        const Answer stream =
            as("ana").call("GET", fmt::format("/extensions/neo/api/v1/promotions?format={}&actor_name=order", format));
        EXPECT_THAT(stream.body, testing::HasSubstr(by_zoe)) << format;
        EXPECT_THAT(stream.body, testing::Not(testing::HasSubstr(by_ana))) << format;
    }
    for (const char* blank : {"", "%20%20"})
        EXPECT_EQ(api("ana", "GET", std::string("/promotions?actor_name=") + blank).status, 422);
}

TEST_P(Audit, W7_PagesOfWhatIsFoundGoOnWhereTheyEnded) {
    start_company();
    std::vector<std::string> wanted;
    for (const char* target : {"acme-uat", "acme-sit", "acme-uat2", "acme-auto", "acme-demo"})
        wanted.insert(wanted.begin(), attempt(target, 1, "the release"));
    attempt("acme-prod", 1, "another");
    std::vector<std::string> found;
    for (std::string cursor = "&limit=2"; !cursor.empty();) {
        const Answer page = api("ana", "GET", "/promotions?reason=release" + cursor);
        for (const std::string& id : items_of(page, "id"))
            found.push_back(id);
        const json::value& next = page.json().at("next_cursor");
        cursor = next.is_null() ? "" : "&limit=2&cursor=" + text_of(next);
    }
    EXPECT_EQ(found, wanted);
}

TEST_P(Audit, W7_AttemptsAreCountedByHowTheyEnded) {
    start_company();
    attempt("acme-uat", 1, "release");
    attempt("acme-sit");
    attempt("acme-prod");  // no mapping
    EXPECT_EQ(counts(""), R"({"succeeded":2,"refused":1})");
    EXPECT_EQ(counts("type=uat"), R"({"succeeded":1})");
    EXPECT_EQ(counts("status=refused"), R"({"refused":1})");
    EXPECT_EQ(counts("reason=RELEASE"), R"({"succeeded":1})");
    EXPECT_EQ(counts("organization=acme-prod"), R"({"refused":1})");
    EXPECT_EQ(counts("", "stranger"), "{}");
    EXPECT_EQ(api("stranger", "GET", "/promotions/counts?organization=acme-uat").status, 404);
    EXPECT_EQ(api("ana", "GET", "/promotions/counts?limit=5").status, 400);
}

TEST_P(Audit, W7_A7_WhatIsHiddenMatchesNothing) {
    start_company();
    const auto id = attempt("acme-uat");
    const std::string dataflow = text_of(api("ana", "GET", "/promotions/" + id).json().at("target").at("dataflow"));
    ASSERT_THAT(ids("", "ben"), ElementsAre(id)) << "he may view the source";
    EXPECT_THAT(ids("type=uat", "ben"), IsEmpty()) << "of an organization that he may not know";
    EXPECT_THAT(ids("standing=new", "ben"), IsEmpty());
    EXPECT_THAT(ids("version=2&organization=acme-uat&role=target"), ElementsAre(id));
    EXPECT_THAT(ids("version=2", "ben"), IsEmpty()) << "the draft in the target";
    EXPECT_EQ(counts("version=2", "ben"), "{}");
    EXPECT_THAT(ids("dataflow=" + dataflow), ElementsAre(id));
    EXPECT_THAT(ids("actor_name=ana", "stranger"), IsEmpty());
    EXPECT_EQ(counts("actor_name=ana", "stranger"), "{}");
}

TEST_P(Audit, W7_TheWholeHistoryGoesOutALineAPromotion) {
    start_company();
    const auto first = attempt("acme-uat", 1, "two\\nlines");
    const auto second = attempt("acme-sit");
    const Answer all = as("ana").call("GET", "/extensions/neo/api/v1/promotions?format=ndjson");
    EXPECT_EQ(all.status, 200);
    EXPECT_THAT(all.header("content-type"), StartsWith("application/x-ndjson"));
    std::istringstream lines(all.body);
    std::vector<json::value> promotions;
    for (std::string line; std::getline(lines, line);)
        promotions.push_back(json::parse(line));
    ASSERT_EQ(promotions.size(), 2U);
    EXPECT_EQ(promotions[0], api("ana", "GET", "/promotions/" + second).json());
    EXPECT_EQ(promotions[1], api("ana", "GET", "/promotions/" + first).json());
    EXPECT_EQ(api("ana", "GET", "/promotions?format=ndjson&cursor=x").status, 400);
}

}  // namespace
}  // namespace neo::e2e
