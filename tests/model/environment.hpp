// Everything that may happen next in a state: the workers, the host, the network, failovers and people.
#pragma once

#include "step.hpp"

namespace neo::model {

State initial_state(const Settings& settings);

/// Every step from `state`. The states are canonical: of equals, each is explored once.
void successors(const State& state, const Settings& settings, Successors& out);

/// Drops what can matter no more and orders the interchangeable workers 1 and 2 (threads of one process, so that the
/// ledger, which knows only the process, looks the same when they change places).
void make_canonical(State& state, const Settings& settings);

/// Every step from `state` as it is, nothing dropped or exchanged: for telling a history, and to test the reduction.
void plain_successors(const State& state, const Settings& settings, Successors& out);

}  // namespace neo::model
