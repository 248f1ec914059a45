// What stands in the target, towards what would arrive there: the same for a preflight, a plan and the promotion itself
// (R1, R2).
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <plugin/domain/content_difference.hpp>
#include <plugin/domain/content_findings.hpp>
#include <plugin/domain/promotion_rules.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::app {

// What a review is made from. Borrows.
struct Reviewed {
    const domain::PromotionFacts& facts;
    const std::optional<ports::Version>& version;
    const std::optional<ports::TriggerHolder>& holder;
    const ports::Basis& basis;
    const domain::Decision& decision;
};

struct Review {
    std::optional<domain::Standing> standing;  // unset: there is no such version, or no such target
    std::string content_hash;                  // of what would arrive
    std::int64_t head = 0;                     // of the holder the newest approved or live version with the trigger
    std::optional<ports::DataflowVersion> live;
    std::optional<ports::Basis::Arrived> base;
    // Contents of the holder's versions, where they had to be read. What they say is compared lazily: most often the
    // head is what arrived last.
    std::optional<ports::Version> head_version;
    std::optional<ports::Version> base_version;
    domain::Findings findings = {};              // in what would arrive (R5)
    std::vector<domain::Warning> warnings = {};  // of a promotion that may go ahead
};

// Asks the host about contents only where the hashes do not say how the sides stand.
outcome<Review> review(Services& services, const Reviewed& reviewed);

// The texts are the version's.
domain::Content content_of(const ports::Version& version);

// The ids of blocks as they read, out of their JSON texts.
std::vector<std::string> readable_ids(const std::vector<std::string_view>& ids);

}  // namespace neo::app
