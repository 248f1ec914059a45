// The ledger's half: one row a key, written only by conditional writes; each function here is one committed
// transaction.
#pragma once

#include "step.hpp"

namespace neo::model {

/// The key that a request for `version` works under: the version's own, or, without the deterministic key, the key
/// of the row that is there, else one drawn anew.
int key_for(const State& state, const Settings& settings, int version);

/// The fence that the next one to take `key` gets.
unsigned next_fence(const State& state, const Settings& settings, int key);

/// Whether a row refers to the mapping as it is, so that a change of the mapping has to wait.
bool mapping_is_referred_to(const State& state, const Settings& settings);

/// Writes `row` and remembers what was there, for a failover to bring back.
void commit(State& state, int key, LedgerRow row);

/// Takes a key at a fence for a worker's process: intent, take-over of a failed row, or claim of an expired one.
void take(State& state, int key, Row row_state, unsigned fence, int worker, bool facts_hold);

/// update … set state = `to` where key = ? and state = `from` and fence = ? and owner = ?. False: no row was hit.
/// `new_fence` 0 leaves the fence as it is. `done` and `failed` let go of the references.
/// `me` is what the worker holds: key and fence.
bool write_outcome(State& state, const Settings& settings, const Worker& me, int worker, Row from, Row to,
                   unsigned new_fence);

/// Failovers that forget a commit of the ledger.
void lose_commits(const State& state, const Settings& settings, Successors& out);

}  // namespace neo::model
