// Whether anything at all can be promoted from one organization to another, whatever the dataflow and whoever asks:
// Neo, registration, cluster, mapping and type (O2, O4 to O6, E5, E7). The decision of a promotion and every list, map
// and mark that says where one can promote ask this one function.
#pragma once

#include "failure.hpp"
#include "promotion_facts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

// One end of the path. Borrows.
struct PathEnd {
    const std::string& id;
    const std::optional<OrganizationFacts>& organization;  // unset: unknown
};

// Every reason against it; none: it can. A check whose facts are not known (the type of an unregistered organization)
// is left out, since the failure that says so is there already.
std::vector<Failure> check_path(const PathEnd& source, const PathEnd& target, bool mapped);

// The same of a mapping that is there, as a text for a person. Unset: it can.
std::optional<std::string> why_not_promotable(const PathEnd& source, const PathEnd& target);

}  // namespace neo::domain
