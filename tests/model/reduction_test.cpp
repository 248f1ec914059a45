// The reduction drops nothing: the states reached without it, each reduced afterwards, are those reached with it.
#include "environment.hpp"
#include "state_store.hpp"

#include <gtest/gtest.h>

namespace neo::model {
namespace {

using Expand = void (*)(const State&, const Settings&, Successors&);

StateStore reach(const Settings& settings, Expand expand) {
    StateStore seen;
    const State first = initial_state(settings);
    seen.insert(first, hash(first), StateStore::nobody);
    Successors next;
    for (std::uint32_t index = 0; index < seen.size(); ++index) {
        next.clear();
        expand(seen.at(index), settings, next);
        for (const Successor& step : next)
            seen.insert(step.state, hash(step.state), index);
    }
    return seen;
}

void expect_same_states(const Bounds& bounds) {
    Settings settings;
    settings.bounds = bounds;
    const StateStore reduced = reach(settings, successors);
    const StateStore plain = reach(settings, plain_successors);
    StateStore reduced_afterwards;
    for (std::uint32_t index = 0; index < plain.size(); ++index) {
        State state = plain.at(index);
        make_canonical(state, settings);
        reduced_afterwards.insert(state, hash(state), StateStore::nobody);
    }
    EXPECT_LT(reduced.size(), plain.size());
    EXPECT_EQ(reduced.size(), reduced_afterwards.size());
    for (std::uint32_t index = 0; index < reduced.size(); ++index) {
        ASSERT_FALSE(reduced_afterwards.insert(reduced.at(index), hash(reduced.at(index)), StateStore::nobody));
    }
}

TEST(Reduction, ReachesTheSameStatesWithoutALostCommit) {
    expect_same_states({.fences = 2, .lost_commits = 0, .changes_by_hand = 0});
}

TEST(Reduction, ReachesTheSameStatesWithALostCommitAndChangesByHand) {
    expect_same_states({.fences = 1, .lost_commits = 1, .changes_by_hand = 1});
}

}  // namespace
}  // namespace neo::model
