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
    std::optional<ports::Version>
        against;  // the head: of the dataflow that holds the trigger the newest Approved or Live version with it
    std::vector<std::string> hidden;  // organizations whose contents the caller may not see: they are not there
};

// Writes nothing. A permission that is missing is a failure of the answer, not a problem.
outcome<Shown<Preflight>> preflight(Services& services, const Caller& caller, const PromotionRequest& request);

}  // namespace neo::app
