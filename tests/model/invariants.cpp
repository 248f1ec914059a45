#include "invariants.hpp"

namespace neo::model {
namespace {

Broken judge_row(const State& state, const Settings& settings, int key) {
    const LedgerRow& row = state.rows[key];
    const unsigned applied = state.host[key].applied_fence;
    const bool outdated = is_marked(state.world.outdated, key);
    if (row.state == done && applied == 0) return Broken::done_without_host;
    if (row.state == failed && applied != 0) {
        // A row set back to an older `failed` does not know of the attempt after it; its own attempt must have failed.
        const bool own_attempt = applied <= row.fence;
        if (own_attempt || !outdated) return Broken::failed_but_applied;
    }
    // Fewer references are a guard taken away; then the landing is judged instead.
    const bool refers = settings.guards.intent_references && settings.guards.references_until_final;
    if (row_is_open(row) && refers && !row.facts_hold) {
        return Broken::changed_under_open_promotion;
    }
    return Broken::nothing;
}

}  // namespace

Broken judge(const State& state, const Settings& settings) {
    unsigned pairs_of_version = 0;
    for (int key = 0; key < key_count; ++key) {
        const Broken broken = judge_row(state, settings, key);
        if (broken != Broken::nothing) return broken;
        const unsigned pairs = state.host[key].pairs;
        pairs_of_version = settings.guards.deterministic_key ? pairs : pairs_of_version + pairs;
        if (pairs_of_version > 1) return Broken::two_pairs;
    }
    return state.world.on_trigger > 1 ? Broken::two_dataflows_on_trigger : Broken::nothing;
}

}  // namespace neo::model
