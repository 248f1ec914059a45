// What would surprise whoever promotes, out of what arrived in the target before (R2). Nothing of it keeps a promotion
// from happening.
#pragma once

#include "failure.hpp"
#include "promotion_facts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

// A promotion that succeeded: what was promoted, and the dataflow of the target that it arrived in.
struct Arrival {
    VersionId source;
    std::string dataflow;
};

struct ArrivalFacts {
    VersionId source;
    Trigger trigger;
    std::optional<std::string> dataflow;  // of the target, where it goes; unset: a new one
    std::vector<Arrival> of_source;       // of the source dataflow in the target organization, newest first
    std::optional<Arrival> base;          // the newest in the dataflow where it goes
    // The live version of that dataflow.
    struct Live {
        std::int64_t version = 0;
        Trigger trigger;
    };
    std::optional<Live> live;
};

// Codes: older_than_promoted, other_source, trigger_changed, holder_serves_another_trigger.
std::vector<Warning> arrival_warnings(const ArrivalFacts& facts);

}  // namespace neo::domain
