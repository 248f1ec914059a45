// The host's half of the protocol: apply is one transaction, abort bars durably, find reads what is committed.
#pragma once

#include "step.hpp"

namespace neo::model {

/// What the host has decided about a key, or would answer to a request now. `applied` and `barred` never change again.
inline bool is_applied(const State& state, int key) {
    return state.host[key].applied_fence != 0;
}
inline bool is_barred(const State& state, int key, unsigned fence) {
    return fence <= state.host[key].barred;
}
inline bool conflicts(const State& state, Expects expects) {
    return expects != Expects(state.world.trigger_is_held);
}

/// Whether what a row was promised on is what is there: no dataflow, or the version that it saw.
inline bool plan_holds(const State& state, const LedgerRow& row) {
    return row.plan == Expects(state.world.trigger_is_held);
}

/// Steps of the host for the request that `worker` waits for. It may be processed any number of times; the answer may
/// be lost, or heard at any later time.
void process_request(const State& state, const Settings& settings, int worker, Successors& out);

/// Steps of the host for requests whose sender has gone: each may arrive at any later time, again and again, or never.
void process_late_requests(const State& state, const Settings& settings, Successors& out);

/// Puts the request that `worker` waits for among those whose sender has gone.
void leave_request_behind(State& state, int worker);

/// Drops requests that can change nothing any more, at the host as it is, ever.
void forget_dead_requests(State& state, const Settings& settings);

/// The dataflow that holds the trigger is made, or loses it; who expected it expects a gone one.
void take_trigger(State& state);
void give_trigger_away(State& state);

/// The newest approved version there is another one now: what was promised before holds no more, and where the host
/// compares, who expected it expects a gone one.
void move_head(State& state, const Settings& settings);

}  // namespace neo::model
