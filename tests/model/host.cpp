#include "host.hpp"

namespace neo::model {
namespace {

/// What a landing breaks: the promise about the trigger's dataflow, and the references of the intent.
Broken judge_landing(const State& before, const State& state, const Settings& settings, int key, Expects expects) {
    if (state.world.on_trigger > 1) return Broken::two_dataflows_on_trigger;
    if (conflicts(before, expects)) return Broken::landed_elsewhere;
    if (is_marked(state.world.forgotten, key)) return Broken::nothing;  // its references went with the lost commit
    const LedgerRow& row = before.rows[key];
    if (!row_is_open(row)) return Broken::nothing;
    if (!row.facts_hold) return Broken::landed_on_gone_facts;
    return settings.planned && !plan_holds(before, row) ? Broken::landed_past_its_plan : Broken::nothing;
}

/// Processes one apply request: a step when it lands, and none when it changes nothing.
void apply(const State& state, const Settings& settings, Step step, Successors& out) {
    const HostKey& known = state.host[step.key];
    // The order matters: a key that is there is answered before the bar, and the bar before the precondition.
    if (is_applied(state, step.key) && settings.guards.host_idempotency) return;
    if (is_barred(state, step.key, step.fence)) return;
    if (settings.guards.precondition && conflicts(state, step.expects)) return;
    if (known.pairs == 3) return;

    Successor next{state, step};
    HostKey& host = next.state.host[step.key];
    const bool makes_second = step.expects == no_dataflow && !settings.guards.unique_trigger;
    if (!state.world.trigger_is_held || makes_second) take_trigger(next.state);
    if (host.applied_fence == 0) host.applied_fence = step.fence;
    host.pairs += 1;
    next.step.broken = judge_landing(state, next.state, settings, step.key, step.expects);
    if (settings.planned) move_head(next.state, settings);
    out.push_back(next);
}

/// Processes one abort request: a step when it bars anew.
void abort(const State& state, const Settings& settings, Step step, Successors& out) {
    if (!settings.guards.abort_barrier || is_applied(state, step.key) || is_barred(state, step.key, step.fence)) return;
    Successor next{state, step};
    next.state.host[step.key].barred = step.fence;
    out.push_back(next);
}

}  // namespace

void process_request(const State& state, const Settings& settings, int worker, Successors& out) {
    const Worker& me = state.workers[worker];
    Step step{Act::host_applies, static_cast<std::int8_t>(worker), static_cast<std::int8_t>(me.key)};
    step.fence = me.fence;
    step.expects = Expects(me.expects);
    if (me.doing == awaits_apply) return apply(state, settings, step, out);
    step.act = Act::host_bars;
    if (me.doing == awaits_abort) abort(state, settings, step, out);
}

void process_late_requests(const State& state, const Settings& settings, Successors& out) {
    for (std::int8_t key = 0; key < key_count; ++key) {
        if (state.applies[key] == 0 && state.aborts[key] == 0) continue;
        for (std::uint8_t fence = 1; fence <= 7; ++fence) {
            for (const Expects expects : {no_dataflow, the_holder}) {
                if (!(state.applies[key] & apply_bit(fence, expects))) continue;
                apply(state, settings, {Act::late_apply_lands, -1, key, fence, expects}, out);
            }
            if ((state.aborts[key] >> fence) & 1U) abort(state, settings, {Act::late_abort_bars, -1, key, fence}, out);
        }
    }
}

void leave_request_behind(State& state, int worker) {
    const Worker& me = state.workers[worker];
    if (me.doing == awaits_apply && me.expects != a_gone_one) {
        state.applies[me.key] |= apply_bit(me.fence, Expects(me.expects));
    }
    if (me.doing == awaits_abort) state.aborts[me.key] |= 1U << me.fence;
}

void forget_dead_requests(State& state, const Settings& settings) {
    for (int key = 0; key < key_count; ++key) {
        const unsigned barred = state.host[key].barred;
        state.applies[key] &= ~applies_up_to(barred);
        if (is_applied(state, key) && settings.guards.host_idempotency) state.applies[key] = 0;
        state.aborts[key] &= ~0U << (barred + 1);
        if (is_applied(state, key) || !settings.guards.abort_barrier) state.aborts[key] = 0;
    }
}

void move_head(State& state, const Settings& settings) {
    for (int key = 0; key < key_count; ++key) {
        for (LedgerRow* row : {&state.rows[key], &state.before[key]}) {
            if (row->plan == the_holder) row->plan = a_gone_one;
        }
    }
    if (!settings.guards.expected_version) return;
    for (Worker& worker : state.workers) {
        if (worker.expects == the_holder) worker.expects = a_gone_one;
    }
    for (std::uint16_t& requests : state.applies)
        requests &= 0x5555;  // those that expect nothing on the trigger
}

void take_trigger(State& state) {
    state.world.trigger_is_held = 1;
    state.world.on_trigger += 1;
}

void give_trigger_away(State& state) {
    state.world.trigger_is_held = 0;
    state.world.on_trigger = 0;
    for (Worker& worker : state.workers) {
        if (worker.expects == the_holder) worker.expects = a_gone_one;
    }
    for (std::uint16_t& requests : state.applies)
        requests &= 0x5555;
}

}  // namespace neo::model
