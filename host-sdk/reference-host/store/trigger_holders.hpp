// Which dataflow holds a trigger in an organization: one at most, decided by the primary key. Who is to hold it is
// settled by trigger_claims.hpp. Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>

namespace neo::host::store {

// Digest of (organization, method whatever its case, URL): URLs are too long for a key and must be compared byte by
// byte.
std::string trigger_hash(const std::string& organization, const Trigger& trigger);

std::optional<TriggerHolder> find_trigger_holder(sql::Connection& connection, const std::string& organization,
                                                 const Trigger& trigger);

// By the hash.
std::optional<std::string> find_holder(sql::Connection& connection, const std::string& hash);
std::vector<std::string> list_held(sql::Connection& connection, const std::string& organization,
                                   const std::string& dataflow);
void insert_holder(sql::Connection& connection, const std::string& hash, const std::string& organization,
                   const std::string& dataflow);
void delete_holder(sql::Connection& connection, const std::string& hash);

}  // namespace neo::host::store
