// What must hold after whatever happened, read from both databases and over HTTP.
#pragma once

#include "client.hpp"
#include "deployment.hpp"

#include <string>
#include <vector>

namespace neo::faults {

// Waits until no row is prepared or aborting; the time it may take is twice the lease and a slack for a busy machine.
// Empty: so it is; else what is left.
std::string wait_for_recovery(const Deployment& deployment);

// How many rows are prepared or aborting, as the host itself tells; -1: it does not.
int unfinished(Client& client);

// When nothing is under way: one Approved and one Draft version for each key; the ledger says done exactly when the
// host has the key; one dataflow for each (organization, method, URL); the history agrees with all that. Empty, or what
// is wrong.
std::string contradictions(const Deployment& deployment);

// Reconciliation must not hide that commits get lost: only what leave() took away was rebuilt. Empty, or what else was.
std::string lost_by_itself(const Deployment& deployment);

// Both of these, after reconciliation has rebuilt what leave() took away. The hosts must have stopped.
std::string wrong_in_the_end(const Deployment& deployment);

// What clients were told is still so: succeeded and failed attempts stay that; nothing told is unknown to the history.
std::string untrue(const Deployment& deployment, const std::vector<Answer>& told);

}  // namespace neo::faults
