// Recalling a version: it goes nowhere further, and what arrived before stays where it is (W5, A1, A3).
#pragma once

#include "caller.hpp"

#include <plugin/ports/recalls.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct Recalled {
    ports::Recall recall;  // that stands
    bool is_new = false;   // the version was not recalled before
};

// For who may promote from the version's organization; a version in any state. The same reason again changes nothing,
// another takes the place of the one that stands, with who gave it and when.
outcome<Recalled> recall_version(Services& services, const Caller& caller, const domain::VersionId& version,
                                 std::string reason);

// For who may promote from the version's organization, also where the host knows the version no more.
outcome<void> take_back_recall(Services& services, const Caller& caller, const domain::VersionId& version);

struct RecallHistory {
    std::optional<ports::Recall> recall;       // unset: the version is not recalled
    std::vector<ports::RecallChange> changes;  // newest first, the newest hundred
};

// For who may work in the version's organization.
outcome<RecallHistory> recall_history(Services& services, const Caller& caller, const domain::VersionId& version);

}  // namespace neo::app
