// Dataflows with what was promoted and recalled of them, as a caller may see them (A5, H2, H3, W5).
#pragma once

#include "organizations.hpp"
#include "recalls.hpp"
#include "visibility.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace neo::app {

struct DataflowView {
    ports::Dataflow dataflow;
    std::set<std::int64_t> promoted_versions;
    std::set<std::int64_t> recalled_versions;

    // Those that could be promoted: approved or live, and not recalled. Ascending.
    std::set<std::int64_t> promotable_versions() const;
};

// One page in the order of the ids, after the id query.after.
outcome<Page<DataflowView>> list_dataflows(Services& services, const Caller& caller, ports::DataflowQuery query);

outcome<DataflowView> get_dataflow(Services& services, const Caller& caller, const std::string& organization,
                                   const std::string& dataflow);

outcome<ports::Version> find_version(Services& services, const Caller& caller, const domain::VersionId& id);

// content_hash() of what the version holds at the host now: an approved one stays what it was, a draft need not. Unset:
// it is gone. Asks for no permission.
outcome<std::optional<std::string>> hash_of_version(Services& services, const domain::VersionId& id);

struct VersionView {
    ports::Version version;
    std::vector<std::string> hidden;  // organizations whose contents the caller may not see: they are not there
    std::optional<Shown<ports::Promotion>> origin = {};  // that it came by (W1)
    // From this version, newest first: the newest attempts, as many as a page holds, and of those before the ones that
    // succeeded (H3), until there are 5,000. To who may not view the organization only his own (A6).
    std::vector<Shown<ports::Promotion>> promotions;
    std::optional<ports::Recall> recall = {};  // unset: it is not recalled
};

outcome<Shown<VersionView>> get_version(Services& services, const Caller& caller, const domain::VersionId& id);

}  // namespace neo::app
