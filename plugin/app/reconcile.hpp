// Compares the ledger with what the host says it applied (plugin/docs/protocol.md, step 6), after a restore from an
// older backup or an asynchronous failover.
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace neo::app {

struct Reconciliation {
    struct Finding {
        std::string key;
        std::string detail;
    };
    int checked = 0;                      // promotions that the host or the ledger has
    std::vector<Finding> missing;         // applied at the host; the ledger has no row, or an older one that failed
    std::vector<Finding> contradictions;  // done in the ledger, unknown to the host, or created elsewhere than recorded
    int rebuilt = 0;                      // of the missing; 0 in a dry run
};

// One pass over both lists. With `dry_run` nothing is written and nothing logged. Otherwise what is missing is rebuilt
// as done, with a succeeded attempt of its own in the history; rebuilt rows and contradictions are logged and counted.
// A row that is prepared or aborting is left to recovery. Contradictions are only reported: a person has to decide.
// Asked to stop, it ends after the promotion that it is at. Any thread; may run beside everything else.
outcome<Reconciliation> reconcile(Services& services, bool dry_run, const std::stop_token& stop = {});

}  // namespace neo::app
