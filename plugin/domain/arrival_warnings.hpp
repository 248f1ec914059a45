// What would surprise whoever promotes, out of what arrived in the target before (R2). Nothing of it keeps a promotion
// from happening.
#pragma once

#include "failure.hpp"
#include "promotion_facts.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

struct ArrivalFacts {
    VersionId source;
    Trigger trigger;
    std::optional<std::string> dataflow;         // of the target, where it goes; unset: a new one
    std::optional<std::int64_t> newer_version;   // of the source dataflow, which arrived in that dataflow already
    std::optional<std::string> before_dataflow;  // where the source dataflow's newest arrival in the target went
    std::optional<VersionId> base;               // what arrived last in the dataflow where it goes
    // The live version of that dataflow.
    struct Live {
        std::int64_t version = 0;
        Trigger trigger;
    };
    std::optional<Live> live;
    // What the target's people made of it since, where what would arrive is without it.
    struct OwnChanges {
        std::int64_t version = 0;         // their newest
        std::vector<std::string> blocks;  // ids
    };
    std::optional<OwnChanges> own_changes;
    // In what would arrive (R5).
    struct Findings {
        std::int64_t count = 0;
        std::map<std::string, std::int64_t> by_code;
    };
    Findings findings = {};
};

// Codes: target_has_own_changes, older_than_promoted, other_source, trigger_changed, holder_serves_another_trigger,
// finding.
std::vector<Warning> arrival_warnings(const ArrivalFacts& facts);

}  // namespace neo::domain
