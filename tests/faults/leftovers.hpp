// What crashed workers leave behind, made with the plugin's own use cases in this process: every way that recovery and
// the next request can meet.
#pragma once

#include "deployment.hpp"

#include <adapters/sql/pool.hpp>

#include <memory>
#include <string>
#include <vector>

namespace neo::faults {

inline constexpr const char* lost_suffix = "-lost";
// Who approved the versions that no promotion made.
#define NEO_USER_OF_TARGET "user-of-uat"

// The dataflows that it makes and uses begin with `prefix`. After it, in the databases:
struct Leftovers {
    std::string unsent;  // prepared, the host never got it, and barred an hour of fences that the row's lost one had
    std::string unanswered;  // prepared, the host applied it
    std::string unwanted;    // prepared, the host never got it, and its actor has lost the permission
    std::string given_up;    // aborting, barred at the host under a lower fence
    std::string failed;      // failed, barred at the host: can be tried again
    std::string lost;        // applied at the host; the ledger's row and the attempt are gone
    std::string done;        // applied and done, as it should be
    std::string changed;     // the same, and then the target's people approved a version of their own
};
Leftovers leave(Deployment& deployment, const std::string& prefix);

// As long as this lives the host knows nothing of the promotions that leave() brought to their end.
class ForgottenByTheHost {
public:
    explicit ForgottenByTheHost(const Deployment& deployment);
    ~ForgottenByTheHost();
    ForgottenByTheHost(const ForgottenByTheHost&) = delete;

private:
    const std::unique_ptr<sql::Pool> pool_;
};

}  // namespace neo::faults
