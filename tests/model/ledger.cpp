#include "ledger.hpp"

namespace neo::model {

int key_for(const State& state, const Settings& settings, int version) {
    if (settings.guards.deterministic_key) return version;
    for (int key = 0; key < key_count; ++key) {
        if (state.rows[key].state != absent) return key;
    }
    return state.top_fence[0] == 0 ? 0 : 1;
}

unsigned next_fence(const State& state, const Settings& settings, int key) {
    if (settings.guards.rising_fences) return state.top_fence[key] + 1U;
    return state.rows[key].state == absent ? 1U : state.rows[key].fence + 1U;
}

bool mapping_is_referred_to(const State& state, const Settings& settings) {
    if (!settings.guards.intent_references) return false;
    return std::any_of(state.rows.begin(), state.rows.end(), [&](const LedgerRow& row) {
        const bool refers = row.state == prepared || (row.state == aborting && settings.guards.references_until_final);
        return refers && row.facts_hold;
    });
}

void commit(State& state, int key, LedgerRow row) {
    if (state.world.lost_commits_left > 0) state.before[key] = state.rows[key];
    state.rows[key] = row;
    state.world.outdated &= ~(1U << key);
    state.top_fence[key] = std::max<std::uint8_t>(state.top_fence[key], row.fence);
}

void take(State& state, int key, Row row_state, unsigned fence, int worker, bool facts_hold) {
    LedgerRow row{};
    row.state = row_state;
    row.fence = fence;
    row.owner = process_of(worker);
    row.facts_hold = facts_hold;
    row.plan = state.rows[key].plan;
    commit(state, key, row);
}

bool write_outcome(State& state, const Settings& settings, const Worker& me, int worker, Row from, Row to,
                   unsigned new_fence) {
    LedgerRow row = state.rows[me.key];
    const bool mine = row.owner == process_of(worker) && (row.fence == me.fence || !settings.guards.outcome_fence);
    if (row.state != from || !mine) return false;
    row.state = to;
    if (new_fence != 0) row.fence = new_fence;
    if (to == failed || to == done) {
        row.facts_hold = 0;
        row.plan = 0;
        row.owner = 0;
    }
    commit(state, me.key, row);
    return true;
}

namespace {

void settle_loss(State& state, int key) {
    state.world.lost_commits_left -= 1;
    state.world.forgotten |= 1U << key;
    state.before = {};
    for (Worker& worker : state.workers) {
        if (worker.key == key) worker.attempt_failed = 0;  // the history may have lost that, too
    }
}

}  // namespace

void lose_commits(const State& state, const Settings& settings, Successors& out) {
    if (state.world.lost_commits_left == 0) return;
    for (std::int8_t key = 0; key < key_count; ++key) {
        if (state.rows[key].state == absent) continue;
        if (settings.losses.whole_row) {
            Successor next{state, {Act::row_vanishes, -1, key}};
            next.state.rows[key] = {};
            settle_loss(next.state, key);
            out.push_back(next);
        }
        const LedgerRow& earlier = state.before[key];
        // A failover forgets the newest commits: a row that refers to a mapping comes back only while that mapping is
        // there.
        const bool consistent = !row_is_open(earlier) || earlier.facts_hold;
        if (settings.losses.last_update && earlier.state != absent && consistent) {
            Successor next{state, {Act::row_goes_back, -1, key}};
            next.state.rows[key] = earlier;
            next.state.world.outdated |= 1U << key;
            settle_loss(next.state, key);
            out.push_back(next);
        }
    }
}

}  // namespace neo::model
