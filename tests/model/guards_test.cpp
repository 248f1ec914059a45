// Each guard taken away, alone: the model must find what it is for. The histories are printed.
#include "explorer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace neo::model {
namespace {

struct Case {
    const char* name;
    void (*take_away)(Settings&);
    Broken expected;
};

void PrintTo(const Case& without, std::ostream* out) {
    *out << without.name;
}

class WithoutGuard : public testing::TestWithParam<Case> {};

TEST_P(WithoutGuard, FindsACounterexample) {
    Settings settings;
    settings.bounds.changes_by_hand = 0;
    GetParam().take_away(settings);
    const Findings findings = explore(settings);
    fmt::print("Without {}:\n{}{}\n", GetParam().name, findings.history, summary(findings));
    EXPECT_EQ(tell(findings.broken), tell(GetParam().expected));
    EXPECT_NE(findings.history.find("=> BROKEN"), std::string::npos);
}

const Case as_the_protocol_names_them[] = {
    {"AbortBarrier", [](Settings& s) { s.guards.abort_barrier = false; }, Broken::failed_but_applied},
    {"FenceInOutcome",
     [](Settings& s) {
         s.guards.outcome_fence = false;
         s.bounds = {.fences = 5, .lost_commits = 0, .changes_by_hand = 0};
     },
     Broken::told_succeeded_falsely},
    {"HostIdempotency", [](Settings& s) { s.guards.host_idempotency = false; }, Broken::two_pairs},
    {"DeterministicKey", [](Settings& s) { s.guards.deterministic_key = false; }, Broken::two_pairs},
    {"Precondition", [](Settings& s) { s.guards.precondition = false; }, Broken::landed_elsewhere},
    {"PreconditionAndUniqueTrigger",
     [](Settings& s) {
         s.guards.precondition = false;
         s.guards.unique_trigger = false;
     },
     Broken::two_dataflows_on_trigger},
    {"ForeignKeyReferenceAtIntent", [](Settings& s) { s.guards.intent_references = false; },
     Broken::intended_on_gone_facts},
    {"AbortBeforeFailed", [](Settings& s) { s.guards.abort_before_failed = false; }, Broken::failed_but_applied},
};

const Case of_a_plan[] = {
    {"ExpectedVersion",
     [](Settings& s) {
         s.planned = true;
         s.guards.expected_version = false;
         s.bounds = {.fences = 2, .lost_commits = 0, .changes_by_hand = 2};
     },
     Broken::landed_past_its_plan},
    {"PlanInTheRow",
     [](Settings& s) {
         s.planned = true;
         s.guards.plan_in_the_row = false;
     },
     Broken::landed_past_its_plan},
};

const Case that_the_model_asked_for[] = {
    {"ReferencesWhileAborting", [](Settings& s) { s.guards.references_until_final = false; },
     Broken::landed_on_gone_facts},
    {"FencesThatRiseAfterALostRow",
     [](Settings& s) {
         s.guards.rising_fences = false;
         s.losses.last_update = false;
     },
     Broken::failed_but_applied},
    {"NewFenceOnAbortAfterALostClaim",
     [](Settings& s) {
         s.guards.abort_raises_fence = false;
         s.losses.whole_row = false;
     },
     Broken::failed_but_applied},
    {"FailedMustCoverTheReadersFence", [](Settings& s) { s.guards.failed_covers_own_fence = false; },
     Broken::told_failed_falsely},
    {"AnswerOfTheOwnAttempt", [](Settings& s) { s.guards.own_attempt_is_told = false; },
     Broken::told_succeeded_falsely},
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Protocol, WithoutGuard, testing::ValuesIn(as_the_protocol_names_them), name_of);
INSTANTIATE_TEST_SUITE_P(R3, WithoutGuard, testing::ValuesIn(of_a_plan), name_of);
INSTANTIATE_TEST_SUITE_P(AskedForByTheModel, WithoutGuard, testing::ValuesIn(that_the_model_asked_for), name_of);

}  // namespace
}  // namespace neo::model
