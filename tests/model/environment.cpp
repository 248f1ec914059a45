#include "environment.hpp"

#include "host.hpp"
#include "ledger.hpp"
#include "worker.hpp"

#include <utility>

namespace neo::model {
namespace {

/// Mapping rows are immutable: a change deletes one and inserts another. A row that is referred to cannot go.
void change_mapping(const State& state, const Settings& settings, Successors& out) {
    if (mapping_is_referred_to(state, settings)) return;
    const auto change = [&](Act act, bool exists) {
        Successor next{state, {act}};
        next.state.world.mapping_exists = exists;
        for (Worker& worker : next.state.workers)
            worker.facts_hold = 0;
        for (LedgerRow& row : next.state.rows)
            row.facts_hold = 0;
        for (LedgerRow& row : next.state.before)
            row.facts_hold = 0;
        out.push_back(next);
    };
    if (state.world.mapping_exists) {
        change(Act::delete_mapping, false);
        change(Act::change_type, true);
    } else {
        change(Act::add_mapping, true);
    }
}

/// A person at the target makes a dataflow on the trigger, or moves the one there is to another trigger, or approves
/// another version of it.
void change_host(const State& state, const Settings& settings, Successors& out) {
    if (state.world.changes_by_hand_left == 0) return;
    const bool held = state.world.trigger_is_held;
    Successor next{state, {held ? Act::give_trigger_away : Act::take_trigger_by_hand}};
    next.state.world.changes_by_hand_left -= 1;
    held ? give_trigger_away(next.state) : take_trigger(next.state);
    if (settings.planned) move_head(next.state, settings);
    out.push_back(next);
    if (!settings.planned || !held) return;
    Successor approved{state, {Act::approve_by_hand}};
    approved.state.world.changes_by_hand_left -= 1;
    move_head(approved.state, settings);
    out.push_back(approved);
}

}  // namespace

State initial_state(const Settings& settings) {
    State state{};
    state.world.mapping_exists = 1;
    state.world.lost_commits_left = settings.bounds.lost_commits;
    state.world.changes_by_hand_left = settings.bounds.changes_by_hand;
    return state;
}

void plain_successors(const State& state, const Settings& settings, Successors& out) {
    out.clear();
    for (int worker = 0; worker < worker_count; ++worker) {
        act(state, settings, worker, out);
        process_request(state, settings, worker, out);
    }
    process_late_requests(state, settings, out);
    lose_commits(state, settings, out);
    change_mapping(state, settings, out);
    change_host(state, settings, out);
}

namespace {

/// A worker that can only end without a trace, and cannot tell anything false, is as good as idle; a precondition that
/// decides nothing any more is dropped.
void forget_what_is_over(State& state, const Settings& settings) {
    for (Worker& worker : state.workers) {
        if (worker.doing == idle) continue;
        const bool intent_must_fail =
            worker.doing == decided && !worker.facts_hold && settings.guards.intent_references;
        const bool final = state.rows[worker.key].state == done && state.world.lost_commits_left == 0;
        const bool untold = final && settings.guards.host_idempotency && !worker.attempt_failed;
        if (intent_must_fail || untold) worker = {};
        const bool answered = is_applied(state, worker.key) || is_barred(state, worker.key, worker.fence);
        if (answered && settings.guards.host_idempotency) worker.expects = no_dataflow;
    }
    for (int key = 0; key < key_count; ++key) {
        // Only a row that may still be needed: a failover never brings back one that refers to a mapping that is gone.
        if (!settings.losses.last_update || (row_is_open(state.before[key]) && !state.before[key].facts_hold))
            state.before[key] = {};
        if (state.rows[key].state != done || state.world.lost_commits_left != 0 || !settings.guards.host_idempotency)
            continue;
        state.rows[key] = {};
        state.rows[key].state = done;
        state.top_fence[key] = 0;
        if (is_applied(state, key)) state.host[key].applied_fence = 1;
        state.host[key].barred = 0;
        state.world.outdated &= ~(1U << key);
    }
}

/// The same world with the two versions called by each other's name.
State exchange_versions(const State& state) {
    State other = state;
    for (Worker& worker : other.workers) {
        if (worker.doing != idle) worker.key = 1 - worker.key;
    }
    std::swap(other.rows[0], other.rows[1]);
    std::swap(other.before[0], other.before[1]);
    std::swap(other.applies[0], other.applies[1]);
    std::swap(other.host[0], other.host[1]);
    std::swap(other.aborts[0], other.aborts[1]);
    std::swap(other.top_fence[0], other.top_fence[1]);
    const auto exchange_bits = [](unsigned bits) { return ((bits & 1U) << 1) | (bits >> 1); };
    other.world.forgotten = exchange_bits(state.world.forgotten);
    other.world.outdated = exchange_bits(state.world.outdated);
    return other;
}

void order_threads(State& state) {
    if (std::memcmp(&state.workers[1], &state.workers[0], sizeof(Worker)) < 0)
        std::swap(state.workers[0], state.workers[1]);
}

}  // namespace

void make_canonical(State& state, const Settings& settings) {
    forget_dead_requests(state, settings);
    forget_what_is_over(state, settings);
    order_threads(state);
    if (!settings.guards.deterministic_key) return;
    State other = exchange_versions(state);
    order_threads(other);
    if (std::memcmp(&other, &state, sizeof(State)) < 0) state = other;
}

void successors(const State& state, const Settings& settings, Successors& out) {
    plain_successors(state, settings, out);
    for (Successor& next : out)
        make_canonical(next.state, settings);
}

}  // namespace neo::model
