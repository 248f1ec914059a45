// What must hold after whatever happened, read from both databases and over HTTP.
#pragma once

#include "client.hpp"
#include "deployment.hpp"

#include <set>
#include <string>
#include <vector>

namespace neo::faults {

// Waits until no row is prepared or aborting; the time it may take is twice the lease and a slack for a busy machine.
// Empty: so it is; else what is left.
std::string wait_for_recovery(const Deployment& deployment);

// Dataflows whose rows of ledger and history the test itself took away.
using Planted = std::set<std::string>;

// When nothing is under way: one Approved and one Draft version for each key; the ledger says done exactly when the
// host has the key; one dataflow for each (organization, method, URL); the history agrees with all that. Empty, or what
// is wrong. The ledger may lack what was planted, and nothing else.
std::string contradictions(const Deployment& deployment, const Planted& planted = {});

// That first, and again after reconciliation, which has only the planted rows to rebuild. The hosts must have stopped.
std::string wrong_in_the_end(const Deployment& deployment, const Planted& planted);

// What clients were told is still so: succeeded and failed attempts stay that; nothing told is unknown to the history.
std::string untrue(const Deployment& deployment, const std::vector<Answer>& told);

}  // namespace neo::faults
