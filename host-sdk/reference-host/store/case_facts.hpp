// What the decision about a promotion needs, in two statements. Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <string>

namespace neo::host::store {

// As dataflows/1 get_case answers it: only what the actor may do, where he may not promote in one of the two.
sdk::CaseFacts find_case_facts(sql::Connection& connection, const std::string& actor, const VersionId& source,
                               const std::string& target_organization);

}  // namespace neo::host::store
