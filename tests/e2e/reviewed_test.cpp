// Rows R1 to R4 over HTTP, on every backend: what a person sees before promoting is what happens, or nothing does.
#include "support/promotion_test.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <mutex>
#include <thread>

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace json = boost::json;

constexpr const char* version_1 =
    R"([{"id": "b1", "name": "One", "config": {"n": 1.0}}, {"id": "mail-block", "config": {}}])";
constexpr const char* version_2 =
    R"([{"id": "b1", "name": "One", "config": {"n": 2}}, {"id": "mail-block", "config": {}}])";
constexpr const char* hotfix =
    R"([{"id": "b1", "name": "One", "config": {"n": 1.0}}, {"id": "mail-block", "config": {"hot": "fix"}}])";

std::vector<std::string> codes(const json::value& warnings) {
    std::vector<std::string> codes;
    for (const auto& warning : warnings.as_array())
        codes.push_back(text_of(warning.at("code")));
    return codes;
}

std::vector<std::string> texts(const json::value& list) {
    return json::value_to<std::vector<std::string>>(list);
}

// The body of a promotion with these members besides.
std::string with(std::string body, const std::string& members) {
    body.insert(body.rfind('}'), ", " + members);
    return body;
}

class Reviewed : public PromotionTest {
protected:
    Reviewed() {
        platform.dataflows.clear();
        add_dataflow({"acme-dev", "welcome", {{.blocks = version_1}, {.number = 2, .blocks = version_2}}});
    }
    // Somebody at the organization writes another version and has it approved; answers its number.
    int approve(const std::string& organization, const std::string& blocks, const std::string& dataflow = "welcome",
                const std::string& to = "approved") const {
        const std::string versions = fmt::format("/organizations/{}/dataflows/{}/versions", organization, dataflow);
        const Answer made = host_api("ana", "POST", versions,
                                     fmt::format(R"({{"trigger": {{"url": "/welcome", "method": "POST"}},
                                                      "blocks": {}, "connections": []}})",
                                                 blocks));
        EXPECT_EQ(made.status, 201) << made.body;
        const int number = static_cast<int>(made.json().at("version").as_int64());
        move(organization, number, "awaiting_approval");
        move(organization, number, "approved");
        if (to != "approved") move(organization, number, to);
        return number;
    }
    void move(const std::string& organization, int number, const std::string& to) const {
        const Answer moved = host_api(
            "ana", "POST", fmt::format("/organizations/{}/dataflows/welcome/versions/{}/state", organization, number),
            fmt::format(R"({{"to": "{}"}})", to));
        EXPECT_EQ(moved.status, 200) << moved.body;
    }
    json::value seen(int number, const std::string& user = "ana") const {
        return preflight({"acme-dev", "welcome", number}, "acme-uat", "crm", user).json();
    }
    std::string standing(int number) const { return text_of(seen(number).at("standing")); }
    Answer promote_with(int number, const std::string& members, const std::string& user = "ana") const {
        return api(user, "POST", "/promotions",
                   with(promotion_of({"acme-dev", "welcome", number}, "acme-uat"), members));
    }
    Answer promote_under(const std::string& plan, int number) const {
        return promote_with(number, R"("plan": ")" + plan + '"');
    }
};

TEST_P(Reviewed, R1_EachStandingIsTold) {
    start_company();
    const json::value first = seen(1);
    EXPECT_EQ(text_of(first.at("standing")), "new");
    EXPECT_TRUE(first.at("base").is_null());
    EXPECT_TRUE(first.at("their_changes").is_null());
    EXPECT_THAT(texts(first.at("overlap").at("blocks")), IsEmpty());

    const Answer arrived = promoted({"acme-dev", "welcome", 1}, "acme-uat");
    EXPECT_EQ(standing(1), "current");
    const json::value behind = seen(2);
    EXPECT_EQ(text_of(behind.at("standing")), "behind");
    EXPECT_EQ(behind.at("base"), json::value({{"promotion", arrived.json().at("id")},
                                              {"source", arrived.json().at("source")},
                                              {"approved_version", 1},
                                              {"finished_at", arrived.json().at("finished_at")}}));
    EXPECT_TRUE(behind.at("live").is_null());
    EXPECT_EQ(behind.at("changes").at("blocks").at("changed").as_array().size(), 1U);

    approve("acme-uat", hotfix);
    EXPECT_EQ(standing(1), "changed_there");
    EXPECT_EQ(standing(2), "diverged");
}

TEST_P(Reviewed, R1_NobodysDraftIsAChange) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const Answer draft =
        host_api("ana", "POST", "/organizations/acme-uat/dataflows/welcome/versions",
                 R"({"trigger": {"url": "/welcome", "method": "POST"}, "blocks": [], "connections": []})");
    ASSERT_EQ(draft.status, 201) << draft.body;
    EXPECT_EQ(standing(1), "current");
}

TEST_P(Reviewed, R1_WhatNothingWasPromotedIntoIsUnrelated) {
    add_dataflow({"acme-uat", "own", {{.state = "live", .blocks = "[]"}}, "sales"});
    start_company();
    const json::value own = seen(1);
    EXPECT_EQ(text_of(own.at("standing")), "unrelated");
    EXPECT_TRUE(own.at("base").is_null());
    EXPECT_EQ(own.at("changes").at("against").at("version"), 1);
}

TEST_P(Reviewed, R1_R2_AHotfixThatWouldBeLeftOutIsShownAndWarnedOf) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const int theirs = approve("acme-uat", hotfix, "welcome", "live");
    const json::value told = seen(2);
    ASSERT_THAT(codes(told.at("warnings")), ElementsAre("target_has_own_changes"));
    const json::value& warning = told.at("warnings").at(0);
    EXPECT_EQ(warning.at("version"), theirs);
    EXPECT_THAT(texts(warning.at("blocks")), ElementsAre("mail-block"));
    EXPECT_THAT(text_of(warning.at("message")),
                AllOf(HasSubstr("'mail-block'"), HasSubstr(fmt::format("version {}", theirs))));
    EXPECT_EQ(told.at("changes").at("against").at("version"), theirs);
    EXPECT_EQ(told.at("their_changes").at("against").at("version"), 1);
    const json::array& changed = told.at("their_changes").at("blocks").at("changed").as_array();
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].at("id"), "mail-block");
    EXPECT_THAT(texts(told.at("overlap").at("blocks")), IsEmpty());

    const Answer arrived = promote({"acme-dev", "welcome", 2}, "acme-uat");
    ASSERT_EQ(arrived.status, 201) << arrived.body;
    EXPECT_THAT(codes(arrived.json().at("warnings")), ElementsAre("target_has_own_changes"));
    const Answer recorded = api("ana", "GET", "/promotions/" + text_of(arrived.json().at("id")));
    EXPECT_EQ(recorded.json().at("warnings"), arrived.json().at("warnings"));
    EXPECT_EQ(text_of(recorded.json().at("standing")), "diverged");
}

TEST_P(Reviewed, R1_BlocksThatBothSidesChangedOverlap) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    approve("acme-uat", R"([{"id": "b1", "name": "One", "config": {"n": 7}}])");
    EXPECT_THAT(texts(seen(2).at("overlap").at("blocks")), ElementsAre("b1"));
}

TEST_P(Reviewed, R1_WhatRunsIsShownBesideWhatIsApproved) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    move("acme-uat", 1, "live");
    approve("acme-uat", hotfix);
    const json::value live = seen(2).at("live");
    EXPECT_EQ(live.at("version"), 1);
    EXPECT_EQ(live.at("changes").at("against").at("version"), 1);
}

TEST_P(Reviewed, R2_TwoSourcesThatOverwriteEachOtherAreTold) {
    add_dataflow({"acme-dev2", "greeting", {{.blocks = "[]"}}});
    start_company();
    map("acme-dev2", "acme-uat");
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const Answer other = promoted({"acme-dev2", "greeting", 1}, "acme-uat", "");
    ASSERT_THAT(codes(other.json().at("warnings")), ElementsAre("other_source"));
    EXPECT_EQ(text_of(other.json().at("warnings").at(0).at("organization")), "acme-dev");
    EXPECT_THAT(codes(seen(2).at("warnings")), ElementsAre("other_source"));
}

TEST_P(Reviewed, R3_WhatWasLookedAtHappens) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const std::string plan = text_of(seen(2).at("plan"));
    EXPECT_LE(plan.size(), 400U);
    const Answer arrived = promote_under(plan, 2);
    ASSERT_EQ(arrived.status, 201) << arrived.body;
    EXPECT_TRUE(arrived.json().at("planned").as_bool());
    EXPECT_EQ(promote_under(plan, 2).code(), "already_promoted");
}

TEST_P(Reviewed, R3_AVersionApprovedBetweenIsToldAndShown) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const std::string plan = text_of(seen(2).at("plan"));
    approve("acme-uat", hotfix);
    const Answer refused = promote_under(plan, 2);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "plan_changed");
    EXPECT_THAT(texts(refused.json().at("failures").at(0).at("changed")), ElementsAre("target_head"));
    const json::value& now = refused.json().at("preflight");
    EXPECT_EQ(text_of(now.at("standing")), "diverged");
    EXPECT_EQ(now, seen(2));
    const Answer recorded = api("ana", "GET", "/promotions/" + text_of(refused.json().at("promotion")));
    EXPECT_EQ(text_of(recorded.json().at("status")), "refused");
    EXPECT_EQ(promote_under(text_of(now.at("plan")), 2).status, 201);
}

TEST_P(Reviewed, R3_EveryPartThatMovesIsNamed) {
    start_company();
    const auto changed = [&](const std::string& plan, int number) {
        const Answer refused = promote_under(plan, number);
        EXPECT_EQ(refused.code(), "plan_changed") << refused.body;
        return texts(refused.json().at("failures").at(0).at("changed"));
    };
    std::string plan = text_of(seen(1).at("plan"));
    ASSERT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    EXPECT_THAT(changed(plan, 1), ElementsAre("mapping"));
    EXPECT_THAT(promote_under(plan, 1).failures(), ElementsAre("plan_changed", "mapping_missing"));
    map("acme-dev", "acme-uat", "sibling");
    EXPECT_THAT(changed(plan, 1), ElementsAre("mapping"));

    plan = text_of(seen(1).at("plan"));
    ASSERT_EQ(api("ana", "PUT", "/organizations/acme-uat/registration", R"({"type": "sit"})").status, 200);
    EXPECT_THAT(changed(plan, 1), ElementsAre("registrations"));

    plan = text_of(seen(2).at("plan"));
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    EXPECT_THAT(changed(plan, 2), ElementsAre("route", "target_head", "base"));
}

TEST_P(Reviewed, R3_AnotherPromotionsPlanIsNone) {
    start_company();
    const std::string plan = text_of(seen(1).at("plan"));
    for (const std::string& wrong : {plan, std::string("x"), plan + plan}) {
        const Answer refused = promote_under(wrong, 2);
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.code(), "plan_invalid");
    }
    EXPECT_EQ(promote_with(1, R"("plan": "")").status, 422);
    EXPECT_EQ(promote_with(1, R"("plan": 7)").status, 422);
    EXPECT_EQ(promote_with(1, R"("plan": null)").status, 201);
    EXPECT_TRUE(preflight({"acme-dev", "welcome", 1}, "acme-uat").json().at("plan").is_null());
}

TEST_P(Reviewed, R3_U3_AReplayOutlivesThePlan) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const std::string body =
        with(promotion_of({"acme-dev", "welcome", 2}, "acme-uat"), R"("plan": ")" + text_of(seen(2).at("plan")) + '"');
    const test::Headers key{{"Idempotency-Key", "k-1"}};
    const Answer first = as("ana").api("POST", "/promotions", body, key);
    ASSERT_EQ(first.status, 201) << first.body;
    approve("acme-uat", hotfix);
    const Answer again = as("ana").api("POST", "/promotions", body, key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
}

// That it holds within the host's own transaction, too, is a check of the conformance plugin.
TEST_P(Reviewed, R3_NoApprovalIsPassedOverHoweverTheyRace) {
    using Clock = std::chrono::steady_clock;
    constexpr int rounds = 100;
    for (int number = 3; number <= rounds; ++number)
        add_version("acme-dev", "welcome", {.number = number, .blocks = fmt::format(R"([{{"id": "v{}"}}])", number)});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    std::mutex mutex;
    std::vector<std::pair<std::int64_t, Clock::time_point>> approvals;  // of what, and when that was answered
    std::thread approving([&] {
        for (int round = 0; round < rounds; ++round) {
            const int number = approve("acme-uat", fmt::format(R"([{{"id": "theirs-{}"}}])", round));
            const std::lock_guard lock(mutex);
            approvals.emplace_back(number, Clock::now());
        }
    });
    int refused = 0;
    for (int number = 2; number <= rounds;) {
        const json::value told = seen(number);
        const std::int64_t head = told.at("changes").at("against").at("version").as_int64();
        const auto sent = Clock::now();
        const Answer answer = promote_under(text_of(told.at("plan")), number);
        if (answer.status == 201) {
            ++number;
            const std::lock_guard lock(mutex);
            for (const auto& [approved, answered] : approvals)
                EXPECT_FALSE(approved > head && answered < sent)
                    << approved << " was approved, " << head << " was seen";
        } else {
            ++refused;
            ASSERT_EQ(answer.code(), "plan_changed") << answer.body;
            ASSERT_THAT(texts(answer.json().at("failures").at(0).at("changed")), ElementsAre("target_head"));
        }
    }
    approving.join();
    EXPECT_EQ(approvals.size(), static_cast<std::size_t>(rounds));
    EXPECT_GT(refused, 0) << "they never met";
}

TEST_P(Reviewed, R4_WhatWasSaidIsRecordedShownAndFoundByItsTicket) {
    start_company();
    const Answer arrived = promote_with(
        1, R"("reason": "the \"release\"\nof today", "ticket": "CRM-7", "accept": ["other_source", "other_source"])");
    ASSERT_EQ(arrived.status, 201) << arrived.body;
    const json::value& promotion = arrived.json();
    EXPECT_EQ(promotion.at("reason"), "the \"release\"\nof today");
    EXPECT_EQ(promotion.at("ticket"), "CRM-7");
    EXPECT_THAT(texts(promotion.at("accepted")), ElementsAre("other_source"));
    EXPECT_EQ(promotion.at("standing"), "new");
    EXPECT_FALSE(promotion.at("planned").as_bool());
    EXPECT_EQ(promotion.at("content_hash").as_string().size(), 64U);
    promoted({"acme-dev", "welcome", 2}, "acme-uat");
    const std::string id = text_of(promotion.at("id"));
    EXPECT_EQ(api("ana", "GET", "/promotions/" + id).json(), promotion);
    EXPECT_THAT(items_of(api("ana", "GET", "/promotions?ticket=CRM-7"), "id"), ElementsAre(id));
    EXPECT_THAT(items_of(api("ana", "GET", "/promotions?organization=acme-uat&ticket=CRM-7"), "id"), ElementsAre(id));
    EXPECT_THAT(items_of(api("ana", "GET", "/promotions?ticket=CRM"), "id"), IsEmpty());
    EXPECT_THAT(items_of(api("stranger", "GET", "/promotions?ticket=CRM-7"), "id"), IsEmpty());
    EXPECT_EQ(api("ana", "GET", "/promotions?ticket=").status, 422);
}

TEST_P(Reviewed, R4_TheSameContentHasTheSameHashOnBothSides) {
    start_company();
    map("acme-uat", "acme-prod");
    const Answer there = promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const Answer onward = promoted({"acme-uat", "welcome", 1}, "acme-prod");
    EXPECT_EQ(there.json().at("content_hash"), onward.json().at("content_hash"));
    EXPECT_NE(promoted({"acme-dev", "welcome", 2}, "acme-uat").json().at("content_hash"),
              there.json().at("content_hash"));
}

TEST_P(Reviewed, R4_V2_NonsenseIsRefusedAndNothingIsLost) {
    start_company();
    for (const std::string& wrong :
         {R"("reason": ")" + std::string(2001, 'r') + '"', R"("ticket": ")" + std::string(201, 't') + '"',
          std::string(R"("reason": 7)"), std::string(R"("reason": "a\u0000b")"), std::string(R"("ticket": "a\nb")"),
          std::string(R"("ticket": [])"), std::string(R"("accept": "other_source")"),
          std::string(R"("accept": ["no_such_code"])"), std::string(R"("accept": [7])"),
          std::string(R"("because": "x")")}) {
        const Answer refused = promote_with(1, wrong);
        EXPECT_EQ(refused.status, 422) << wrong.substr(0, 40) << refused.body;
    }
    EXPECT_THAT(api("ana", "GET", "/promotions?organization=acme-uat").json().at("items").as_array(), IsEmpty());
    EXPECT_EQ(api("ana", "POST", "/promotions/preflight",
                  with(promotion_of({"acme-dev", "welcome", 1}, "acme-uat"), R"("plan": "x")"))
                  .status,
              422);
    EXPECT_EQ(promote_with(1, R"("reason": ")" + std::string(2000, 'r') + R"(", "ticket": ")" + std::string(200, 't') +
                                  R"(", "accept": null)")
                  .status,
              201);
}

TEST_P(Reviewed, A7_WhoMayNotViewTheTargetIsToldThatItChangedAndNotWhat) {
    platform.users.push_back({"pat", {{"acme-dev"}, {"acme-uat", {"neo.promote"}}}});
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const int theirs = approve("acme-uat", hotfix);
    const json::value told = seen(2, "pat");
    EXPECT_THAT(texts(told.at("hidden")), ElementsAre("acme-uat"));
    for (const char* member : {"changes", "their_changes", "overlap"})
        EXPECT_TRUE(told.at(member).is_null()) << member;
    EXPECT_EQ(text_of(told.at("standing")), "diverged");
    ASSERT_THAT(codes(told.at("warnings")), ElementsAre("target_has_own_changes"));
    EXPECT_EQ(told.at("warnings").at(0).at("version"), theirs);
    EXPECT_FALSE(told.at("warnings").at(0).as_object().contains("blocks"));
    EXPECT_THAT(json::serialize(told), Not(HasSubstr("mail-block")));
    const Answer arrived = api(
        "pat", "POST", "/promotions",
        with(promotion_of({"acme-dev", "welcome", 2}, "acme-uat"), R"("plan": ")" + text_of(told.at("plan")) + '"'));
    ASSERT_EQ(arrived.status, 201) << arrived.body;
    EXPECT_THAT(arrived.body, Not(HasSubstr("mail-block")));
    EXPECT_THAT(api("ana", "GET", "/promotions/" + text_of(arrived.json().at("id"))).body, HasSubstr("mail-block"));
}

NEO_ON_EVERY_BACKEND(Reviewed);

}  // namespace
}  // namespace neo::e2e
