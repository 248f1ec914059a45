// Dataflows with what was promoted of them, as a caller may see them (A5, H2, H3).
#pragma once

#include "organizations.hpp"

#include <set>
#include <string>
#include <vector>

namespace neo::app {

struct DataflowView {
    ports::Dataflow dataflow;
    std::set<long long> promoted_versions;
};

// One page in the order of the ids, after the id query.after.
outcome<Page<DataflowView>> list_dataflows(Services& services, const Caller& caller, ports::DataflowQuery query);

outcome<DataflowView> get_dataflow(Services& services, const Caller& caller, const std::string& organization,
                                   const std::string& dataflow);

struct VersionView {
    ports::Version version;
    std::vector<ports::Promotion> promotions;  // of this version, newest first
};

outcome<VersionView> get_version(Services& services, const Caller& caller, const domain::VersionId& id);

}  // namespace neo::app
