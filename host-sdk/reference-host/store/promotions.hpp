// What plugins create in whole: the host's side of the promotion protocol (service "dataflows/1": apply, find, abort,
// list_applied).
//
// Every key has at most one row, with a state: applied, or barred up to a fence. apply and abort of one key both write
// that row, so that its primary key decides between them on every backend, whatever the isolation level.
#pragma once

#include "../platform/model.hpp"
#include "fault.hpp"

#include <adapters/sql/pool.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace neo::host::store {

// Codes of the faults of apply beside those of Fault itself.
namespace apply_code {
inline constexpr char conflict[] = "conflict";                  // another dataflow, or none, holds the trigger
inline constexpr char barred[] = "barred";                      // an abort barred this fence
inline constexpr char payload_mismatch[] = "payload_mismatch";  // the key is there with another hash
}  // namespace apply_code

// One transaction: an Approved and a Draft version, the dataflow when it is new, and the key. All or none. Repeating it
// answers what was created before.
Outcome<Applied> apply(sql::Pool& pool, const ApplyRequest& request);

// Bars the key up to the fence, durably, and answers up to which fence it is barred; or answers what was applied
// already.
Outcome<std::variant<sdk::Barred, Applied>> abort(sql::Pool& pool, const std::string& key, std::int64_t fence);

// Throw sql::DatabaseError.
std::optional<Applied> find_applied(sql::Connection& connection, const std::string& key);
std::vector<Applied> list_applied(sql::Connection& connection, const std::string& after, int limit);

}  // namespace neo::host::store
