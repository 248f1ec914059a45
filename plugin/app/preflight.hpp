// The checks of a promotion without promoting (V3), and what it would be compared with.
#pragma once

#include "promotion_case.hpp"

#include <optional>

namespace neo::app {

struct Preflight {
    PromotionCase promotion_case;
    std::optional<ports::Version>
        against;  // the head: of the dataflow that holds the trigger the newest Approved or Live version with it
};

// Writes nothing. A permission that is missing is a failure of the answer, not a problem.
outcome<Preflight> preflight(Services& services, const std::string& actor, const PromotionRequest& request);

}  // namespace neo::app
