// The host's side of the promotion protocol: apply, find, abort, list_applied.
#include "host_store.hpp"

#include <host-sdk/reference-host/store/dataflows.hpp>
#include <host-sdk/reference-host/store/lifecycle.hpp>
#include <host-sdk/reference-host/store/users.hpp>

#include <gmock/gmock.h>

#include <thread>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;
using ::testing::HasSubstr;

class Apply : public ::testing::TestWithParam<std::string> {
protected:
    Apply() : host(GetParam()) { host.import(small_platform); }

    Outcome<Applied> apply(const ApplyRequest& request) { return store::apply(host.pool(), request); }
    std::string refusal(const ApplyRequest& request) {
        const auto outcome = apply(request);
        return outcome ? "applied" : outcome.error().code;
    }
    static std::string told(const Outcome<std::variant<sdk::Barred, Applied>>& aborted) {
        if (!aborted) return aborted.error().code;
        return std::holds_alternative<sdk::Barred>(*aborted) ? "barred" : "already applied";
    }
    std::string abort(char key, std::int64_t fence) {
        return told(store::abort(host.pool(), std::string(64, key), fence));
    }
    // A second promotion to what the first one created.
    ApplyRequest next_request(char key) {
        ApplyRequest request = apply_request(key);
        request.expected_dataflow = "welcome";
        return request;
    }

    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Apply, every_backend(), backend_name);

TEST_P(Apply, C1_C2_CreatesAnApprovedAndADraftVersion) {
    const auto applied = apply(apply_request());
    ASSERT_TRUE(applied) << applied.error().message;
    EXPECT_EQ(applied->target.organization, "uat");
    EXPECT_EQ(applied->target.application, "crm");
    EXPECT_EQ(applied->target.dataflow, "welcome");
    EXPECT_EQ(applied->target.approved_version, 1);
    EXPECT_EQ(applied->target.draft_version, 2);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
    EXPECT_EQ(host.content("uat", "welcome", 1), apply_request().content);
    EXPECT_EQ(host.content("uat", "welcome", 2), apply_request().content);
}

TEST_P(Apply, U2_AnswersTheSameKeyWithWhatItCreatedBefore) {
    const auto first = apply(apply_request());
    const auto again = apply(apply_request('a', 7));
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->applied_at, first->applied_at);
    EXPECT_EQ(again->fence, 1);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Apply, RefusesTheSameKeyWithAnotherPayload) {
    ASSERT_TRUE(apply(apply_request()));
    auto other = apply_request();
    other.payload_hash = std::string(64, '2');
    EXPECT_EQ(refusal(other), store::apply_code::payload_mismatch);
}

TEST_P(Apply, U4_AddsTheNextTwoVersionsToTheDataflowThatHoldsTheTrigger) {
    ASSERT_TRUE(apply(apply_request('a')));
    const auto second = apply(next_request('b'));
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->target.approved_version, 3);
    EXPECT_EQ(second->target.draft_version, 4);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft, 3 approved, 4 draft");
}

TEST_P(Apply, C3_C7_LeavesTheLiveVersionAndTheTeamsDraftAlone) {
    ASSERT_TRUE(apply(apply_request('a')));
    ASSERT_TRUE(store::change_state(host.pool(), {"uat", "welcome", 1}, VersionState::live, {}, "ana"));
    VersionChange change;
    change.blocks = R"([{"id": "of the team"}])";
    ASSERT_TRUE(store::change_draft(host.pool(), {"uat", "welcome", 2}, change, {}, "ana"));
    ASSERT_TRUE(apply(next_request('b')));
    EXPECT_EQ(host.states("uat", "welcome"), "1 live, 2 draft, 3 approved, 4 draft");
    EXPECT_EQ(host.content("uat", "welcome", 2), R"({"blocks":[{"id": "of the team"}],"connections":[]})");
}

TEST_P(Apply, U5_GivesANewDataflowAnIdOfItsOwnWhenTheSourcesIsTaken) {
    ASSERT_TRUE(apply(apply_request('a')));
    for (const auto& [key, url, id] :
         {std::tuple('b', "/second", "welcome-2"), std::tuple('c', "/third", "welcome-3")}) {
        auto request = apply_request(key);
        request.trigger.url = url;
        const auto applied = apply(request);
        ASSERT_TRUE(applied) << applied.error().message;
        EXPECT_EQ(applied->target.dataflow, id);
        EXPECT_EQ(host.states("uat", id), "1 approved, 2 draft");
    }
}

TEST_P(Apply, CutsAnIdThatIsTooLongForANumberBetweenCharacters) {
    auto request = apply_request('a');
    request.source.dataflow.clear();
    for (int i = 0; i < 100; ++i)
        request.source.dataflow += "ü";
    ASSERT_TRUE(apply(request));
    request.promotion_key = std::string(64, 'b');
    request.trigger.url = "/other";
    const auto applied = apply(request);
    ASSERT_TRUE(applied) << applied.error().message;
    EXPECT_EQ(applied->target.dataflow, request.source.dataflow.substr(0, 198) + "-2");
}

TEST_P(Apply, AnswersConflictWhenThePreconditionDoesNotHold) {
    EXPECT_EQ(refusal(next_request('a')), store::apply_code::conflict) << "nobody holds the trigger";
    ASSERT_TRUE(apply(apply_request('a')));
    EXPECT_EQ(refusal(apply_request('b')), store::apply_code::conflict) << "somebody holds it";
    auto other = next_request('c');
    other.expected_dataflow = "another";
    EXPECT_EQ(refusal(other), store::apply_code::conflict) << "another holds it";
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
    EXPECT_EQ(host.rows("promotion_keys"), 1);
}

TEST_P(Apply, A1_A2_ChecksThePermissionOfTheActorInBothOrganizations) {
    auto request = apply_request();
    request.actor = "ben";
    EXPECT_EQ(refusal(request), "promote_permission_missing");
    request.actor = "nobody";
    EXPECT_EQ(refusal(request), "promote_permission_missing");
    EXPECT_EQ(host.rows("promotion_keys"), 0);
    EXPECT_EQ(host.states("uat", "welcome"), "");
}

TEST_P(Apply, T2_T7_RefusesWhatIsNoCustomApplication) {
    auto request = apply_request();
    for (const char* application : {"default", "middleware"}) {
        request.target_application = application;
        EXPECT_EQ(refusal(request), "application_not_custom");
    }
    request.target_application = "gone";
    EXPECT_EQ(refusal(request), "application_unknown");

    host.import(R"({"dataflows": [{"organization": "uat", "id": "mine", "application": "middleware", "versions": [
        {"version": 1, "state": "live", "trigger": {"url": "/welcome", "method": "POST"}, "blocks": []}]}]})");
    request.target_application = "crm";
    request.expected_dataflow = "mine";
    EXPECT_EQ(refusal(request), "application_not_custom");
    EXPECT_EQ(host.states("uat", "mine"), "1 live");
}

TEST_P(Apply, RefusesContentThatIsNone) {
    for (const char* content :
         {"", "{}", "[]", R"({"blocks": [], "connections": 1})", R"({"blocks": [1], "connections": []})",
          R"({"blocks": [], "connections": []} )"
          "x",
          R"({"blocks": [], "connections": [], "more": 1})", R"({"blocks": [], "blocks": [], "connections": []})",
          R"({"blocks": [], "bl\u006fcks": [], "connections": []})", R"({"blocks": ["\ud800"], "connections": []})",
          "{\"blocks\": [{\"id\": \"\xff\"}], \"connections\": []}"}) {
        auto request = apply_request();
        request.content = content;
        EXPECT_EQ(refusal(request), "content_refused") << content;
    }
}

TEST_P(Apply, C5_TakesContentHoweverItsKeysAreWrittenAndKeepsThem) {
    auto request = apply_request();
    request.content = R"({ "bl\u006fcks" : [ {"id":"b","k":1,"k":2} ],"connections":[]})";
    ASSERT_EQ(refusal(request), "applied");
    EXPECT_EQ(host.content("uat", "welcome", 1), request.content);
    VersionChange change;
    change.connections = "[ ]";
    ASSERT_TRUE(store::change_draft(host.pool(), {"uat", "welcome", 2}, change, {}, "ana"));
    EXPECT_EQ(host.content("uat", "welcome", 2), R"({"blocks":[ {"id":"b","k":1,"k":2} ],"connections":[ ]})");
}

TEST_P(Apply, E4_E6_GivesModuleAndGlobalToBothVersionsAlsoOfADataflowThatIsThere) {
    host.import(R"({"dataflows": [{"organization": "uat", "id": "own", "application": "crm", "versions": [
        {"version": 1, "state": "live", "trigger": {"url": "/welcome", "method": "POST"}}]}]})");
    const auto told = [&](const std::string& dataflow, std::int64_t number) {
        const auto found =
            host.pool().read([&](sql::Connection& c) { return store::find_version(c, "uat", dataflow, number); });
        const Version& document = *found.value();
        return std::string(document.global ? "global " : "local ") + document.module.value_or("-");
    };
    auto request = apply_request('a');
    request.expected_dataflow = "own";
    request.module = "loyalty";
    request.global = true;
    ASSERT_TRUE(apply(request));
    EXPECT_EQ(told("own", 1), "local -");
    EXPECT_EQ(told("own", 2), "global loyalty");
    EXPECT_EQ(told("own", 3), "global loyalty");
    const auto summary =
        host.pool().read([](sql::Connection& c) { return store::find_dataflow(c, "uat", "own"); }).value();
    EXPECT_EQ(summary->module, "loyalty") << "its newest approved version";
    EXPECT_TRUE(summary->global);

    request = apply_request('b');
    request.trigger.url = "/new";
    request.module = "loyalty";
    ASSERT_TRUE(apply(request));
    EXPECT_EQ(told("welcome", 1), "local loyalty");
    EXPECT_EQ(told("welcome", 2), "local loyalty");
    request = apply_request('c');
    request.trigger.url = "/new";
    request.expected_dataflow = "welcome";
    ASSERT_TRUE(apply(request));
    EXPECT_EQ(told("welcome", 3), "local -");
    EXPECT_EQ(told("welcome", 1), "local loyalty");
}

TEST_P(Apply, AnAbortedFenceIsBarredForGood) {
    EXPECT_EQ(abort('a', 2), "barred");
    EXPECT_EQ(refusal(apply_request('a', 1)), store::apply_code::barred);
    EXPECT_EQ(refusal(apply_request('a', 2)), store::apply_code::barred);
    EXPECT_EQ(abort('a', 2), "barred") << "it may be repeated";
    EXPECT_EQ(abort('a', 1), "barred") << "a lower one changes nothing";
    EXPECT_EQ(refusal(apply_request('a', 2)), store::apply_code::barred);
    EXPECT_EQ(host.states("uat", "welcome"), "");
}

TEST_P(Apply, U3_AHigherFenceGoesThroughAfterAnAbort) {
    EXPECT_EQ(abort('a', 1), "barred");
    const auto applied = apply(apply_request('a', 2));
    ASSERT_TRUE(applied) << applied.error().message;
    EXPECT_EQ(applied->fence, 2);
    EXPECT_EQ(abort('a', 3), "already applied");
    EXPECT_EQ(host.rows("promotion_keys"), 1);
}

TEST_P(Apply, AnAbortBarsHigherFencesWhenItNamesThem) {
    EXPECT_EQ(abort('a', 1), "barred");
    EXPECT_EQ(abort('a', 5), "barred");
    EXPECT_EQ(refusal(apply_request('a', 5)), store::apply_code::barred);
    EXPECT_TRUE(apply(apply_request('a', 6)));
}

TEST_P(Apply, FindAnswersOnlyWhatWasApplied) {
    const auto find = [&](char key) {
        return host.pool()
            .read([&](sql::Connection& c) { return store::find_applied(c, std::string(64, key)); })
            .value();
    };
    EXPECT_FALSE(find('a'));
    abort('a', 1);
    EXPECT_FALSE(find('a'));
    ASSERT_TRUE(apply(apply_request('a', 2)));
    const auto found = find('a');
    ASSERT_TRUE(found);
    EXPECT_EQ(found->target.dataflow, "welcome");
    EXPECT_EQ(found->source.organization, "dev");
    EXPECT_EQ(found->trigger, (Trigger{"/welcome", "POST"}));
}

TEST_P(Apply, ListsWhatWasAppliedInTheOrderOfTheKeys) {
    for (const char key : {'c', 'a', 'd'}) {
        auto request = apply_request(key);
        request.trigger.url = std::string("/") + key;
        ASSERT_TRUE(apply(request));
    }
    abort('b', 1);
    const auto list = [&](const std::string& after, int limit) {
        std::string keys;
        const auto found =
            host.pool().read([&](sql::Connection& c) { return store::list_applied(c, after, limit); }).value();
        for (const auto& applied : found)
            keys += applied.key.front();
        return keys;
    };
    EXPECT_EQ(list("", 500), "acd");
    EXPECT_EQ(list("", 2), "ac");
    EXPECT_EQ(list(std::string(64, 'c'), 500), "d");
}

TEST_P(Apply, U2_OfManyAppliesOfOneKeyAtOnceEachAnswersTheSame) {
    std::vector<std::thread> threads;
    std::vector<std::string> answers(12);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] {
            const auto applied = apply(apply_request('a', static_cast<std::int64_t>(i) + 1));
            answers[i] = applied ? applied->target.dataflow + " " + std::to_string(applied->target.approved_version)
                                 : applied.error().message;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_THAT(answers, ::testing::Each("welcome 1"));
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Apply, OfApplyAndAbortOfOneKeyAtOnceExactlyOneWins) {
    for (int round = 0; round < 20; ++round) {
        const char key = static_cast<char>('a' + round % 6);
        auto request = apply_request(key, 10 + round);
        request.promotion_key.replace(0, 2, std::to_string(10 + round));
        request.trigger.url = "/round/" + std::to_string(round);
        std::string applied;
        std::string aborted;
        std::thread first([&] { applied = refusal(request); });
        std::thread second([&] {
            const auto outcome = store::abort(host.pool(), request.promotion_key, request.fence);
            aborted = told(outcome);
        });
        first.join();
        second.join();
        const bool apply_won = applied == "applied" && aborted == "already applied";
        const bool abort_won = applied == store::apply_code::barred && aborted == "barred";
        EXPECT_TRUE(apply_won || abort_won) << applied << " and " << aborted;
    }
}

TEST_P(Apply, OfManyKeysForOneTriggerAtOnceOneCreatesTheDataflow) {
    std::vector<std::thread> threads;
    std::vector<std::string> answers(8);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = refusal(apply_request(static_cast<char>('0' + i))); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "applied"), 1);
    EXPECT_EQ(std::count(answers.begin(), answers.end(), store::apply_code::conflict), 7);
    EXPECT_EQ(host.rows("trigger_holders"), 2);
    EXPECT_EQ(host.states("uat", "welcome"), "1 approved, 2 draft");
}

TEST_P(Apply, OfManyKeysForOneDataflowAtOnceEachGetsVersionsOfItsOwn) {
    ASSERT_TRUE(apply(apply_request('f')));
    std::vector<std::thread> threads;
    std::vector<std::string> answers(8);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = refusal(next_request(static_cast<char>('0' + i))); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_THAT(answers, ::testing::Each("applied"));
    EXPECT_THAT(host.states("uat", "welcome"), HasSubstr("17 approved, 18 draft"));
    EXPECT_EQ(host.rows("versions"), 1 + 18);
}

}  // namespace
