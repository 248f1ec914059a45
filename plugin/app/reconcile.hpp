// Compares the ledger with what the host says it applied (protocol step 6), after a restore from an older backup or an
// asynchronous failover.
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <string>
#include <vector>

namespace neo::app {

struct Reconciliation {
    struct Finding {
        std::string key;
        std::string detail;
    };
    int checked = 0;                      // keys of the host and rows of the ledger that were compared
    std::vector<Finding> missing;         // applied at the host, without a row that says so
    std::vector<Finding> contradictions;  // done in the ledger, unknown to the host, or created elsewhere than recorded
    int rebuilt = 0;                      // of the missing; 0 in a dry run
};

// With `dry_run` nothing is written. Otherwise missing rows are rebuilt as done, with a succeeded attempt of their own
// in the history; a row that is prepared, aborting or failed is left to recovery, respectively told as a contradiction.
// Contradictions are only reported: a person has to decide.
outcome<Reconciliation> reconcile(Services& services, bool dry_run);

}  // namespace neo::app
