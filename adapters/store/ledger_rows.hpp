// Rows of the table promotion_ledger.
#pragma once

#include "failures_json.hpp"

#include <adapters/sql/row.hpp>
#include <plugin/ports/ledger.hpp>

#include <algorithm>

namespace neo::sql {

// True of a row that has a lease: such rows are few, and the index finds them by this. By IS NOT NULL SQLite does not.
#define NEO_HAS_LEASE "lease_until > 0"

// True of a row whose lease is over, or begins more than its own length from now: the clock was set back since. By less
// the clocks of several servers may differ.
#define NEO_LEASE_EXPIRED "(lease_until <= {{now}} OR leased_at - (lease_until - leased_at) > {{now}})"

// The columns in the order that read_ledger_row() reads, each after `of`, as in "l.". A row has a lease while it is
// prepared or aborting.
#define NEO_LEDGER_COLUMNS_OF(of)                                                                                     \
    of "promotion_key, " of "state, " of "fence, " of "owner, CASE WHEN " NEO_LEASE_EXPIRED " THEN 1 ELSE 0 END, " of \
       "promotion_id, " of "source_organization, " of "source_dataflow, " of "source_version, " of                    \
       "target_organization, " of "requested_application, " of "actor, " of "failures, " of "plan"
#define NEO_LEDGER_COLUMNS NEO_LEDGER_COLUMNS_OF("")

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
    ledger.plan = row.optional_text();
    return ledger;
}

// A registration in ports::Basis: its id and its type.
inline std::optional<ports::Basis::Registered> read_registered(Row& row) {
    const auto id = row.optional_text();
    const auto type = row.optional_text();
    if (!id || !type) return std::nullopt;
    const auto known = domain::organization_type_from(*type);
    if (!known) throw DatabaseError(Failure::other, "a registration has an unknown type");
    return ports::Basis::Registered{*id, *known};
}

// ports::Basis::Arrived: seven columns, null where nothing arrived.
inline std::optional<ports::Basis::Arrived> read_arrived(Row& row) {
    auto promotion = row.optional_text();
    auto organization = row.optional_text();
    auto dataflow = row.optional_text();
    const auto version = row.optional_integer();
    const auto approved = row.optional_integer();
    auto hash = row.optional_text();
    const auto finished_at = row.optional_integer();
    if (!promotion) return std::nullopt;
    return ports::Basis::Arrived{*std::move(promotion),
                                 {*std::move(organization), *std::move(dataflow), version.value()},
                                 approved.value_or(0),
                                 std::move(hash),
                                 from_microseconds(finished_at.value_or(0))};
}

inline ports::Basis read_basis(Row& row) {
    ports::Basis basis;
    basis.fence = row.integer();
    basis.source = read_registered(row);
    basis.target = read_registered(row);
    basis.mapping = row.optional_text();
    basis.hosts_are_declared = row.optional_integer().has_value();
    basis.newer_version = row.optional_integer();
    basis.before_dataflow = row.optional_text();
    basis.base = read_arrived(row);
    basis.recalled = row.optional_text();
    if (!row.boolean()) return basis;
    basis.row = read_ledger_row(row);
    basis.fence = std::max(basis.fence, basis.row->fence + 1);
    return basis;
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
