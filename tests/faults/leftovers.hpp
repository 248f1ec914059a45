// What crashed workers leave behind, made with the plugin's own use cases in this process: every way that recovery and
// the next request can meet.
#pragma once

#include "deployment.hpp"

#include <string>
#include <vector>

namespace neo::faults {

// The dataflows that it makes and uses begin with `prefix`. After it, in the databases:
struct Leftovers {
    std::string unsent;  // prepared, the host never got it, and barred an hour of fences that the row's lost one had
    std::string unanswered;  // prepared, the host applied it
    std::string unwanted;    // prepared, the host never got it, and its actor has lost the permission
    std::string given_up;    // aborting, barred at the host under a lower fence
    std::string failed;      // failed, barred at the host: can be tried again
    std::string lost;        // applied at the host; the ledger's row and the attempt are gone
};
Leftovers leave(Deployment& deployment, const std::string& prefix);

}  // namespace neo::faults
