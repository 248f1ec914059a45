// What the model is asked to explore: how much may go wrong and which guards of the protocol stand.
#pragma once

namespace neo::model {

/// What is bounded in one history. Crashes, delays, losses and duplicates of messages, expired leases, changes of the
/// mapping and changes by hand are not: any number of each, at any time.
struct Bounds {
    int fences = 3;        ///< highest fence that a worker may take on one key
    int lost_commits = 1;  ///< failovers that forget what the ledger had committed
    int changes_by_hand =
        1;  ///< people at the target put a dataflow on the trigger, or take the one there off it; up to 3
};

/// The guards of the protocol. Each can be taken away, alone, to see what it is for.
struct Guards {
    // As written in the protocol.
    bool abort_barrier = true;      ///< abort(key, fence) durably bars every fence up to it
    bool outcome_fence = true;      ///< writes of an outcome are conditional on the fence
    bool host_idempotency = true;   ///< the host creates nothing for a key it already has
    bool deterministic_key = true;  ///< the key follows from what is promoted; otherwise it is drawn anew for each row
    bool precondition = true;       ///< the host compares the dataflow that holds the trigger with the expected one
    bool unique_trigger = true;     ///< (organization, method, URL) is unique at the host
    bool intent_references = true;  ///< the ledger row refers by foreign keys to the mapping it was decided on
    bool abort_before_failed = true;  ///< `failed` is written only after the host answered the abort
    bool expected_version = true;     ///< under a plan: the host compares its newest approved version with the expected
    bool plan_in_the_row = true;      ///< the row keeps its plan: who decides again on it compares
    // What the model asks to be made explicit; see README.md.
    bool references_until_final = true;  ///< the references are held while `aborting`, too
    bool rising_fences = true;       ///< a new fence is above every earlier one of the key, also after a lost commit
    bool abort_raises_fence = true;  ///< `prepared` → `aborting` takes a new fence
    bool failed_covers_own_fence = true;  ///< a reader answers `failed` only when the row's fence covers his own
    bool own_attempt_is_told = true;  ///< who was overtaken answers what his attempt came to, not what the key has now
};

/// The protocol's words taken literally: none of the explicit rules that the model asked for.
constexpr Guards as_written() {
    Guards guards;
    guards.references_until_final = false;
    guards.rising_fences = false;
    guards.abort_raises_fence = false;
    guards.failed_covers_own_fence = false;
    guards.own_attempt_is_told = false;
    return guards;
}

/// What a lost commit takes away from one ledger row.
struct Losses {
    bool whole_row = true;    ///< the row is gone
    bool last_update = true;  ///< the row is again what it was before its last commit
};

struct Settings {
    bool planned = false;  ///< every promotion is made under a plan
    Bounds bounds;
    Guards guards;
    Losses losses;
};

}  // namespace neo::model
