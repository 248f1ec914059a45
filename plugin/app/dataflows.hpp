// Dataflows with what was promoted of them, as a caller may see them (A5, H2, H3).
#pragma once

#include "organizations.hpp"

#include <set>
#include <string>
#include <vector>

namespace neo::app {

struct DataflowView {
    ports::Dataflow dataflow;
    std::set<std::int64_t> promoted_versions;
};

// One page in the order of the ids, after the id query.after.
outcome<Page<DataflowView>> list_dataflows(Services& services, const Caller& caller, ports::DataflowQuery query);

outcome<DataflowView> get_dataflow(Services& services, const Caller& caller, const std::string& organization,
                                   const std::string& dataflow);

outcome<ports::Version> find_version(Services& services, const Caller& caller, const domain::VersionId& id);

struct VersionView {
    ports::Version version;
    // From this version, newest first: the newest attempts, as many as a page holds, and whatever their age those that
    // succeeded (H3).
    std::vector<ports::Promotion> promotions;
};

outcome<VersionView> get_version(Services& services, const Caller& caller, const domain::VersionId& id);

}  // namespace neo::app
