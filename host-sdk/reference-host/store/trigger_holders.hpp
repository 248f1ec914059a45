// Which dataflow holds a trigger in an organization: one at most. A dataflow holds the trigger of each of its versions.
// Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>

namespace neo::host::store {

struct TriggerHolder {
    std::string dataflow;
    std::string application;
    std::string application_kind;
};

// Digest of (organization, method, URL): URLs are too long for a key and must be compared byte for byte.
std::string trigger_hash(const std::string& organization, const Trigger& trigger);

std::optional<TriggerHolder> find_trigger_holder(sql::Connection& connection, const std::string& organization,
                                                 const Trigger& trigger);
void insert_trigger_holder(sql::Connection& connection, const std::string& organization, const Trigger& trigger,
                           const std::string& dataflow);

// Makes `dataflow` the holder unless another is. Answers that other one.
std::optional<TriggerHolder> claim_trigger(sql::Connection& connection, const std::string& organization,
                                           const Trigger& trigger, const std::string& dataflow);
// Lets a trigger go when no version of its holder has it any more.
void release_trigger(sql::Connection& connection, const std::string& organization, const Trigger& trigger,
                     const std::string& dataflow);

}  // namespace neo::host::store
