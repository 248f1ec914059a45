// Who is to hold a trigger. A dataflow is entitled to the triggers of its approved and live versions; while it has none
// of these, to those of its drafts and of what awaits approval. Who comes second goes without and waits; what is let go
// goes to one that waits.
//
// Between two transactions: what is held by an approved version is never let go. Whoever goes without because of a
// draft changes the row of that draft's dataflow, as whoever changes its versions does, so that one of the two sees the
// other. Every function throws sql::DatabaseError.
#pragma once

#include <adapters/sql/connection.hpp>

#include <string>
#include <vector>

namespace neo::host::store {

// A dataflow that is entitled to a trigger.
struct Claimant {
    std::string dataflow;
    bool approved = false;  // by an approved or live version
};

// By the hash of a trigger: those by an approved version first, else in the order of their ids.
std::vector<Claimant> list_claimants(sql::Connection& connection, const std::string& organization,
                                     const std::string& hash);

// Brings what a dataflow holds in line with its versions, after a change of them that began with begin_change.
void settle_triggers(sql::Connection& connection, const std::string& organization, const std::string& dataflow);

// Takes a trigger from its holder, whose change has begun, and gives it to the first of its claimants.
void hand_over(sql::Connection& connection, const std::string& organization, const std::string& hash);

}  // namespace neo::host::store
