// The store of what organizations declare as their own, and of the key of fingerprints (R5). Adapters implement it; one
// contract test holds them to these comments.
//
// For every function: callable from any thread; one transaction of its own, retried inside the adapter when the engine
// says so; Error unavailable or outcome_unknown when the database gives no answer.
#pragma once

#include "clock.hpp"

#include <plugin/base/result.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::ports {

struct Environment {
    std::vector<std::string> hosts;  // lower-cased, each once, ascending
    Time changed_at;
    std::string changed_by;
};

class Environments {
public:
    virtual ~Environments() = default;

    // Unset: nobody declared anything for the organization.
    virtual result<std::optional<Environment>> environment(const std::string& organization) = 0;

    // Takes the place of what was there, as a whole: of two at the same time one comes after the other. The same hosts
    // change nothing. Answers what stands then.
    virtual result<Environment> put_environment(const std::string& organization, const Environment& environment) = 0;

    // Those of `hosts` that another organization declares and `organization` does not, ascending, each once. Its cost
    // is in how many are asked for, not in how many organizations there are.
    virtual result<std::vector<std::string>> foreign(const std::string& organization,
                                                     const std::vector<std::string>& hosts) = 0;

    // The key of the fingerprints of what is found in contents: `candidate` where there is none yet, and the same for
    // every process from then on.
    virtual result<std::string> fingerprint_key(const std::string& candidate) = 0;
};

}  // namespace neo::ports
