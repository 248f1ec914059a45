// Everything a promotion is decided on, loaded beforehand: the rules read nothing else.
#pragma once

#include "dataflow.hpp"
#include "organization_type.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

struct OrganizationFacts {
    std::string cluster;
    bool neo_enabled = false;
    std::vector<std::string> modules;
    std::optional<OrganizationType> type;  // unset: not registered
    std::string name = {};                 // for messages; empty: told by its id
};

struct VersionFacts {
    VersionState state{};
    std::optional<std::string> module;         // the module that the dataflow needs
    std::vector<LibraryBlock> library_blocks;  // blocks that come from a block library, global or own
    std::optional<std::string> recalled = {};  // the reason (W5); unset: it is not
};

struct ApplicationFacts {
    std::string id;
    ApplicationKind kind{};
    std::string name = {};  // for messages; empty: told by its id
};

// The dataflow of the target organization that has the trigger already.
struct TriggerHolderFacts {
    std::string dataflow;
    ApplicationFacts application;
};

// What the ledger says of this version and this target.
struct EarlierPromotion {
    enum class State { in_progress, done };
    State state{};
    std::string promotion;  // id of the attempt
};

// The organization that a promotion goes to, as far as the way within it depends on that.
struct TargetFacts {
    std::string target;                                         // organization
    std::optional<std::string> requested_application;           // unset: left to the routing
    std::optional<OrganizationFacts> target_organization = {};  // unset: unknown
    std::vector<ApplicationFacts> target_applications = {};     // all of the organization
    std::optional<TriggerHolderFacts> trigger_holder = {};
};

struct PromotionFacts : TargetFacts {
    std::string actor;  // for messages
    VersionId source;

    bool may_promote_from_source = false;
    bool may_promote_to_target = false;

    std::optional<OrganizationFacts> source_organization;  // unset: unknown
    bool mapped = false;
    std::optional<VersionFacts> version;  // unset: unknown
    std::optional<EarlierPromotion> earlier;
};

}  // namespace neo::domain
