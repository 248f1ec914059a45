// The rules of promotion as one pure function: all checks run, so that a person sees everything at once (V1, V2).
#pragma once

#include "failure.hpp"
#include "promotion_facts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

// Where a promotion goes (T5, T6).
struct Route {
    std::string application;
    std::optional<std::string> dataflow;  // the one that holds the trigger; unset: a new one is created
    bool routed = false;                  // the trigger decided, not the person
    std::optional<std::string> reason;    // why it was routed

    bool operator==(const Route&) const = default;
};

struct Decision {
    std::vector<Failure> failures;  // empty: the promotion may go ahead, and `route` is set
    std::vector<Warning> warnings;
    std::optional<Route> route;
};

// A1 to A3.
Failure promote_permission_missing(const std::string& actor, const std::string& organization);

// Where the promotion would go by the target's applications, who holds the trigger, and the application that was asked
// for (T1, T2, T4 to T7): what these facts alone decide.
Decision decide_route(const TargetFacts& facts);

// Runs every check. A missing permission is told first and alone (A3). A check whose facts are not known (the type of
// an unregistered organization, the state of an unknown version, the application that its unknown trigger leads to) is
// left out, since the failure that says so is there already.
// Order of the failures: permissions, organizations, mapping and hierarchy, module, version, application, earlier
// promotions.
Decision decide_promotion(const PromotionFacts& facts);

}  // namespace neo::domain
