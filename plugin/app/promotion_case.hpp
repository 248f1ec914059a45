// One promotion as it stands right now: the facts that the rules decide on, and what carrying it out needs (protocol
// step 1).
#pragma once

#include "problem.hpp"
#include "review.hpp"
#include "services.hpp"

#include <plugin/domain/promotion_rules.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct PromotionRequest {
    domain::VersionId source;
    std::string target;                      // organization
    std::optional<std::string> application;  // of the target; unset: left to the routing
    std::optional<std::string> idempotency_key;
    std::optional<std::string> plan = {};    // that was looked at (R3)
    std::vector<std::string> accepted = {};  // codes of warnings (R4)
    std::optional<std::string> reason = {};
    std::optional<std::string> ticket = {};
};

struct PromotionCase {
    PromotionRequest request;
    std::string key;
    domain::PromotionFacts facts;
    domain::Decision decision;

    std::optional<ports::Version> version;
    std::optional<ports::TriggerHolder> holder;
    ports::Basis basis;
    Review review;  // empty without the permissions
};

// Somebody works on it, or has to bring it to an end.
bool is_unfinished(const ports::LedgerRow& row);

// What the rules know of the target's applications, and of the dataflow that holds the trigger there.
void add_applications(domain::TargetFacts& facts, const std::vector<ports::Application>& applications);
void add_holder(domain::TargetFacts& facts, const ports::TriggerHolder& holder);

// Loads everything afresh and decides. Nothing beyond the permissions is read when one is missing (A3).
// A ledger row under a lease that expired counts as nothing: whoever prepares next recovers it first. Under a plan
// whose parts have moved the first failure is plan_changed (R3), unless the version was promoted already, or is being
// promoted.
outcome<PromotionCase> open_case(Services& services, const std::string& actor, const PromotionRequest& request);

// The same for a promotion whose row this worker holds: the row itself is no earlier promotion.
outcome<PromotionCase> reopen_case(Services& services, const ports::LedgerRow& row);

// The problem of a decision with failures: an unknown source is not found, an unknown target is unprocessable.
Problem refusal(const PromotionCase& promotion_case);

}  // namespace neo::app
