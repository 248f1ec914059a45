// Rows of the table promotion_ledger.
#pragma once

#include "failures_json.hpp"

#include <adapters/sql/row.hpp>
#include <plugin/ports/ledger.hpp>

namespace neo::sql {

// True of a row that has a lease: such rows are few, and the index finds them by this. By IS NOT NULL SQLite does not.
#define NEO_HAS_LEASE "lease_until > 0"

// True of a row whose lease is over, or begins more than its own length from now: the clock was set back since. By less
// the clocks of several servers may differ.
#define NEO_LEASE_EXPIRED "(lease_until <= {{now}} OR leased_at - (lease_until - leased_at) > {{now}})"

// The columns in the order that read_ledger_row() reads. A row has a lease while it is prepared or aborting.
#define NEO_LEDGER_COLUMNS                                                                      \
    "promotion_key, state, fence, owner, CASE WHEN " NEO_LEASE_EXPIRED                          \
    " THEN 1 ELSE 0 END, "                                                                      \
    "promotion_id, source_organization, source_dataflow, source_version, target_organization, " \
    "requested_application, actor, failures"

inline ports::LedgerRow read_ledger_row(Row& row) {
    ports::LedgerRow ledger;
    ledger.key = row.text();
    const auto state = ports::ledger_state_from(row.text());
    if (!state) throw DatabaseError(Failure::other, "a ledger row has an unknown state");
    ledger.state = *state;
    ledger.fence = row.integer();
    ledger.owner = row.text();
    ledger.lease_expired = row.boolean();
    ledger.promotion = row.text();
    ledger.source = {row.text(), row.text(), row.integer()};
    ledger.target_organization = row.text();
    ledger.requested_application = row.optional_text();
    ledger.actor = row.text();
    ledger.failures = failures_from_json(row.text());
    return ledger;
}

inline ports::DoneRow read_done_row(Row& row) {
    ports::DoneRow done;
    done.key = row.text();
    done.source = {row.text(), row.text(), row.integer()};
    done.target_organization = row.text();
    const auto application = row.optional_text();
    const auto dataflow = row.optional_text();
    const auto approved = row.optional_integer();
    const auto draft = row.optional_integer();
    if (application && dataflow && approved && draft)
        done.placement = ports::Placement{*application, *dataflow, *approved, *draft};
    return done;
}

}  // namespace neo::sql
