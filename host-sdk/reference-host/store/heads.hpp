// What stands in many dataflows at once, in one statement (W2, W3). Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <vector>

namespace neo::host::store {

// Of those of `dataflows` that are there.
std::vector<sdk::Head> list_heads(sql::Connection& connection, const std::vector<sdk::DataflowId>& dataflows);

}  // namespace neo::host::store
