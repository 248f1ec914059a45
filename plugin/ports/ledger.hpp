// The ledger: one row for each promotion key, which makes a promotion single (plugin/docs/protocol.md, steps 2, 4 and
// 5). Same rules as registrations.hpp. All leases are measured by the database's clock.
//
// A new fence is the larger of the row's fence + 1 and that clock in microseconds, as it was when the facts were read
// or the row is written: so fences also rise over a row, or a claim, that a failover lost, as long as the clock of the
// database that took over is not further behind than the failover took. If it is, a row that is begun anew can be given
// up and recorded as failed while a request of the lost one is still under way and lands: then reconciliation finds it
// at the host, and mends the ledger.
//
//     prepared ──▶ done (final)
//        └──▶ aborting ──▶ failed ──▶ prepared with a higher fence
#pragma once

#include "history.hpp"

#include <plugin/domain/organization_type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::ports {

enum class LedgerState { prepared, aborting, failed, done };

constexpr std::string_view to_text(LedgerState state) noexcept {
    switch (state) {
        case LedgerState::prepared:
            return "prepared";
        case LedgerState::aborting:
            return "aborting";
        case LedgerState::failed:
            return "failed";
        case LedgerState::done:
            return "done";
    }
    return "";
}

constexpr std::optional<LedgerState> ledger_state_from(std::string_view text) noexcept {
    for (const LedgerState state :
         {LedgerState::prepared, LedgerState::aborting, LedgerState::failed, LedgerState::done}) {
        if (to_text(state) == text) return state;
    }
    return std::nullopt;
}

struct LedgerRow {
    std::string key;
    LedgerState state{};
    std::int64_t fence = 0;
    std::string owner;           // the worker that holds the lease
    bool lease_expired = false;  // as read, by the database's clock
    std::string promotion;       // the attempt that this fence belongs to
    domain::VersionId source;
    std::string target_organization;
    std::optional<std::string> requested_application;
    std::string actor;
    std::optional<std::string> plan = {};        // that it was promised under (R3)
    std::vector<domain::Failure> failures = {};  // why an aborting row is being given up
};

// The rows that a promotion is decided on, as the plugin keeps them (plugin/docs/protocol.md, step 1).
struct Basis {
    struct Registered {
        std::string id;
        domain::OrganizationType type{};
    };
    std::optional<Registered> source;
    std::optional<Registered> target;
    std::optional<std::string> mapping;  // id
    std::optional<LedgerRow> row;
    // Of what succeeded before (R1, R2): what arrived last in the dataflow that holds the trigger, by the order of the
    // attempts; the newest version of the source dataflow that arrived in it, where that is above the one that is asked
    // for; and where the source dataflow's newest arrival in the target organization went.
    struct Arrived {
        std::string promotion;
        domain::VersionId source;
        std::int64_t approved_version = 0;
        std::optional<std::string> content_hash;  // unset: recorded by a release before
        Time finished_at;
    };
    std::optional<Arrived> base;
    std::optional<std::int64_t> newer_version;
    std::optional<std::string> before_dataflow;
    bool hosts_are_declared = false;      // by any organization (R5)
    std::optional<std::string> recalled;  // the reason that the version was recalled for (W5); unset: it is not
    std::int64_t fence = 0;               // for an intent that follows: above the row's, by the database's clock
};

// What transaction 1 writes. The three ids are foreign keys while the row is prepared or aborting: the facts it was
// decided on.
struct Intent {
    std::string key;
    std::int64_t fence = 0;  // of the basis
    std::string owner;
    std::int64_t lease_seconds = 30;
    Promotion promotion;  // in_progress
    std::optional<std::string> requested_application;
    std::optional<std::string> plan;
    std::string mapping;
    std::string source_registration;
    std::string target_registration;
    std::optional<IdempotencyKey> idempotency_key;
};

enum class IntentOutcome {
    prepared,            // the row is ours: `row` holds its fence
    already_done,        // `row.promotion` is the attempt that succeeded
    in_progress,         // somebody holds a live lease
    expired,             // prepared or aborting with an expired lease: recover `row` first, then try again
    idempotency_replay,  // the idempotency key was taken meanwhile; nothing was written
};

struct IntentResult {
    IntentOutcome outcome{};
    LedgerRow row;
};

// A row that is done, and where the history says that its attempt landed.
struct DoneRow {
    std::string key;
    domain::VersionId source;
    std::string target_organization;
    std::optional<Placement> placement;  // unset: the history does not say
};

class Ledger {
public:
    virtual ~Ledger() = default;

    virtual result<std::optional<LedgerRow>> find(const std::string& key) = 0;

    // Step 1: all of it as it stands at one moment. `holder` is the dataflow of the target that holds the trigger;
    // empty: none does.
    virtual result<Basis> basis(const std::string& key, const domain::VersionId& source,
                                const std::string& target_organization, const std::string& holder) = 0;

    // Step 2, in one transaction: inserts the row as prepared, or takes a failed one over, under the intent's
    // fence or, if that is not above the failed row's, the next; writes the attempt's history row and idempotency key.
    // Anything but `prepared` has written nothing. facts_changed: one of the three referenced rows is gone.
    // outcome_unknown: it may have been written, and could not be read again; the history tells by the attempt's id.
    virtual result<IntentResult> prepare(const Intent& intent) = 0;

    // Step 4: state becomes done and the attempt succeeded, in one transaction, if the row is prepared or aborting with
    // this fence and owner; lets go of the references. false: it is not (somebody else took it over); nothing was
    // written.
    virtual result<bool> complete(const LedgerRow& row, const Placement& placement, bool routed, Time finished_at) = 0;

    // prepared -> aborting under a new fence, if the row is prepared with this fence and owner: the decision to give
    // up, with the reasons. Keeps the references: a request that is still under way must not land on a mapping that is
    // gone. Answers the row as it is now; unset: it was not ours to give up.
    virtual result<std::optional<LedgerRow>> start_abort(const LedgerRow& row,
                                                         const std::vector<domain::Failure>& failures) = 0;

    // aborting -> failed with this fence and owner, and the attempt failed with the reasons that start_abort stored, in
    // one transaction; lets go of the references. Only after the host barred the fence.
    virtual result<bool> finish_abort(const LedgerRow& row, Time finished_at) = 0;

    // Gives the row `fence`, which must be above its own, if the row is prepared with its fence and owner: for a row
    // that is held although the host barred its fence. Answers the row as it is now; unset: it is not held.
    virtual result<std::optional<LedgerRow>> raise_fence(const LedgerRow& row, std::int64_t fence) = 0;

    // Rows that are prepared or aborting with an expired lease, oldest lease first.
    virtual result<std::vector<LedgerRow>> expired(int limit) = 0;

    // Step 5: takes an expired row over under a new fence, if its fence is still row.fence. Unset: somebody was faster,
    // or it ended.
    virtual result<std::optional<LedgerRow>> claim(const LedgerRow& row, const std::string& owner,
                                                   std::int64_t lease_seconds) = 0;

    // Step 6: writes a row as done together with its succeeded attempt, where there is no row with this key or a failed
    // one. exists: there is another.
    virtual result<void> rebuild(const LedgerRow& row, const Promotion& promotion) = 0;

    // Rows that are done, in the order of their keys, after the key `after`. For reconciliation.
    virtual result<std::vector<DoneRow>> done_rows(const std::string& after, int limit) = 0;

    // How many rows are prepared or aborting, and how many of them with an expired lease. For metrics.
    struct Unfinished {
        std::int64_t rows = 0;
        std::int64_t expired = 0;
    };
    virtual result<Unfinished> unfinished() = 0;
};

}  // namespace neo::ports
