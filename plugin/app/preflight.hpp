// The checks of a promotion without promoting (V3), and what it would be compared with.
#pragma once

#include "promotion_case.hpp"
#include "visibility.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct Preflight {
    PromotionCase promotion_case;
    // Of the dataflow that holds the trigger: its newest Approved or Live version with it, what arrived there last, and
    // the live version where that is another with this trigger.
    std::optional<ports::Version> head;
    std::optional<ports::Version> base;
    std::optional<ports::Version> live;
    std::optional<std::string> plan;  // unset: not promotable (R3)
    std::vector<std::string> hidden;  // organizations whose contents the caller may not see: they are not there
};

// Writes nothing. A permission that is missing is a failure of the answer, not a problem.
outcome<Shown<Preflight>> preflight(Services& services, const Caller& caller, const PromotionRequest& request);

}  // namespace neo::app
