// Random kills: hosts of one deployment die at random moments while clients promote and recovery runs.
#pragma once

#include <string>

namespace neo::faults {

struct CampaignPlan {
    std::string backend = "sqlite";  // or "postgresql", "mysql", "galera": three nodes, each host at its own
    int kills = 60;
    int clients = 32;
    int hosts = 1;  // processes side by side; SQLite takes one
    unsigned seed = 0;
};

struct CampaignResult {
    int kills = 0;
    int promoted = 0;        // told succeeded
    int pending = 0;         // told in progress
    int refused = 0;         // told no
    int unanswered = 0;      // the host died under the request, or was not there
    std::string wrong = {};  // empty: nothing lost, doubled or half done
};

// After every few kills the hosts are left alone until nothing is under way, and everything is checked.
CampaignResult run_campaign(const CampaignPlan& plan);

}  // namespace neo::faults
