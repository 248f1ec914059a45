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

// In a SELECT beside a row `dataflow` of dataflows: its newest approved or live version, of those that a condition,
// which ends with AND, is true for, or of those with the trigger of a hash; its live version (a join), and l.version,
// l.method, l.url of that one. read_standing() reads the four, read_live() the last three.
#define NEO_NEWEST_OF(dataflow, condition)                                                                          \
    "(SELECT v.version FROM versions v WHERE v.organization = " dataflow ".organization AND v.dataflow = " dataflow \
    ".id AND " condition "v.state IN ('approved', 'live') ORDER BY v.version DESC LIMIT 1)"
#define NEO_HEAD_OF(dataflow, hash) NEO_NEWEST_OF(dataflow, "v.trigger_hash = " hash " AND ")
#define NEO_LIVE_OF(dataflow)                                                                       \
    "LEFT JOIN versions l ON l.organization = " dataflow ".organization AND l.dataflow = " dataflow \
    ".id AND l.state = 'live' "
void read_standing(sql::Row& row, TriggerHolder& holder);
std::optional<sdk::DataflowVersion> read_live(sql::Row& row);

std::optional<TriggerHolder> find_trigger_holder(sql::Connection& connection, const std::string& organization,
                                                 const Trigger& trigger);

// By the hash.
std::optional<std::string> find_holder(sql::Connection& connection, const std::string& hash);
std::vector<std::string> list_held(sql::Connection& connection, const std::string& organization,
                                   const std::string& dataflow);
// Borrows from its arguments.
sql::Write insert_holder(const std::string& hash, const std::string& organization, const std::string& dataflow);
void delete_holder(sql::Connection& connection, const std::string& hash);

}  // namespace neo::host::store
