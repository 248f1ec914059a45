// Where a version can go: what the two drop-downs of the Promote Dataflow modal hold (T3, T4, T5).
#pragma once

#include "applications.hpp"
#include "dataflows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct Target {
    std::string organization;
    // Unset: the caller may not know it.
    std::optional<std::string> name;
    std::optional<domain::OrganizationType> type;
    domain::Relation relation{};
};

// Mapped from the version's organization and of a type that it can promote to, in the order of their ids, after the id
// `after`.
outcome<Page<Shown<Target>>> list_targets(Services& services, const Caller& caller, const domain::VersionId& version,
                                          const std::string& after, int limit);

struct TargetApplications {
    struct Lock {
        std::string application;
        std::string dataflow;
        std::string reason;
    };
    Page<ports::Application> custom;     // in the order of their ids
    std::optional<Lock> locked_to;       // T5
    std::optional<std::string> message;  // T4: there is none, or (T7) the trigger sits where nothing may be promoted to
};

// A page of them after the id `after`. Needs the promote permission in the target as well: its applications are its own
// affair (A2, A3).
outcome<TargetApplications> list_target_applications(Services& services, const Caller& caller,
                                                     const domain::VersionId& version, const std::string& target,
                                                     const std::string& after, int limit);

}  // namespace neo::app
