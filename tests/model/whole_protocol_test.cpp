#include "explorer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace neo::model {
namespace {

Findings explore_and_print(const Settings& settings) {
    Findings findings = explore(settings);
    fmt::print("{}\n{}", summary(findings), findings.history);
    return findings;
}

TEST(WholeProtocol, U2_U3_C8_KeepsEveryPromiseInEveryStateWithALostCommit) {
    const Findings findings = explore_and_print({});
    EXPECT_EQ(findings.broken, Broken::nothing) << findings.history;
    EXPECT_GT(findings.states, 20'000'000U) << "fewer states than the protocol has: the model lost some of its steps";
    EXPECT_GT(findings.resting, 100'000U);
    EXPECT_LT(findings.megabytes, 6'000);
}

TEST(WholeProtocol, U2_U3_C8_KeepsEveryPromiseWithMoreRetriesAndRecoveriesOfOneKey) {
    Settings settings;
    settings.bounds = {.fences = 4, .lost_commits = 0, .changes_by_hand = 0};
    const Findings findings = explore_and_print(settings);
    EXPECT_EQ(findings.broken, Broken::nothing) << findings.history;
    EXPECT_GT(findings.states, 1'000'000U);
}

TEST(WholeProtocol, R3_UnderPlansNothingLandsOnAnotherVersionThanItWasPromisedOn) {
    Settings settings;
    settings.planned = true;
    settings.bounds = {.fences = 2, .lost_commits = 1, .changes_by_hand = 1};
    const Findings findings = explore_and_print(settings);
    EXPECT_EQ(findings.broken, Broken::nothing) << findings.history;
    EXPECT_GT(findings.states, 100'000U);
    settings.bounds = {.fences = 3, .lost_commits = 0, .changes_by_hand = 2};
    const Findings more = explore_and_print(settings);
    EXPECT_EQ(more.broken, Broken::nothing) << more.history;
    EXPECT_GT(more.states, 100'000U);
}

/// Without a lost commit the rules about fences that the model asked for are not needed.
TEST(WholeProtocol, AsWritten_KeepsEveryPromiseWhileNoCommitIsLostAndAbortingHoldsItsReferences) {
    Settings settings;
    settings.guards = as_written();
    settings.guards.references_until_final = true;
    settings.guards.own_attempt_is_told = true;
    settings.bounds = {.fences = 4, .lost_commits = 0, .changes_by_hand = 0};
    const Findings findings = explore_and_print(settings);
    EXPECT_EQ(findings.broken, Broken::nothing) << findings.history;
    EXPECT_GT(findings.states, 10'000'000U);
}

}  // namespace
}  // namespace neo::model
