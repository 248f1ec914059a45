// The life of a dataflow in its organization: new, drafted, approved, live. Each function is one transaction.
#pragma once

#include "../platform/model.hpp"
#include "../platform/version_document.hpp"
#include "dataflows.hpp"
#include "fault.hpp"

#include <adapters/sql/pool.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

// What a change left behind. `holder`: another dataflow that holds the version's trigger, so that it cannot be
// approved.
struct Saved {
    Version version;
    std::optional<std::string> holder;
};
struct SavedDataflow {
    sdk::Dataflow dataflow;
    std::optional<std::string> holder;
};

// Etags, one of which a version must have to be changed; unset: whatever it has.
using Etags = std::optional<std::vector<std::string>>;

// Fault codes: organization_unknown, dataflow_unknown, version_unknown (not_found); application_unknown,
// document_invalid (invalid); dataflow_exists, trigger_taken, version_not_draft, transition_forbidden (conflict);
// version_changed (changed).

// A new dataflow with draft version 1.
Outcome<SavedDataflow> create_dataflow(sql::Pool& pool, const std::string& organization, const Dataflow& dataflow,
                                       const VersionDocument& document, const std::string& user);

// What a new draft says: on top of the version that it copies, else of a blank one of its dataflow.
struct Draft {
    std::optional<std::int64_t> copy_of;
    VersionChange change;
};
Outcome<Saved> create_version(sql::Pool& pool, const std::string& organization, const std::string& dataflow,
                              const Draft& draft, const std::string& user);

Outcome<Saved> change_draft(sql::Pool& pool, const VersionId& name, const VersionChange& change, const Etags& etags,
                            const std::string& user);

// draft -> awaiting_approval -> approved or rejected; rejected -> draft; approved -> live, and what was live becomes
// approved.
Outcome<Saved> change_state(sql::Pool& pool, const VersionId& name, VersionState to, const Etags& etags,
                            const std::string& user);

}  // namespace neo::host::store
