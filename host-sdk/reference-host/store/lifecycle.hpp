// The life of a dataflow in its organization: new, drafted, approved, live. Each function is one transaction.
#pragma once

#include "../platform/model.hpp"
#include "../platform/version_document.hpp"
#include "fault.hpp"

#include <adapters/sql/pool.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace neo::host::store {

struct VersionName {
    std::string organization;
    std::string dataflow;
    std::int64_t version = 0;
};

// Fault codes: organization_unknown, dataflow_unknown, version_unknown, application_unknown (not_found);
// dataflow_exists, trigger_taken, version_not_draft, transition_forbidden (conflict).

// A new dataflow with draft version 1.
Outcome<void> create_dataflow(sql::Pool& pool, const std::string& organization, const Dataflow& dataflow,
                              const VersionDocument& document, const std::string& user);

// A new draft, from a document or as a copy of a version. Answers its number.
Outcome<std::int64_t> create_version(sql::Pool& pool, const std::string& organization, const std::string& dataflow,
                                     const std::variant<VersionDocument, std::int64_t>& source,
                                     const std::string& user);

// Changes a draft. Its former trigger is let go when no other version of the dataflow has it.
Outcome<void> change_draft(sql::Pool& pool, const VersionName& name, const VersionChange& change,
                           const std::string& user);

// draft -> awaiting_approval -> approved or rejected; rejected -> draft; approved -> live, and what was live becomes
// approved.
Outcome<void> change_state(sql::Pool& pool, const VersionName& name, const std::string& to, const std::string& user);

}  // namespace neo::host::store
