// Who holds Neo's permissions in an organization (A1, A5). Throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace neo::host::store {

// At most `limit` behind the user `after`, as service/people.h tells them. Of an organization that is not there those
// who hold them in every one.
std::vector<sdk::PermissionHolder> list_holders(sql::Connection& connection, const std::string& organization,
                                                const std::string& search, const std::string& after,
                                                std::uint32_t limit);

}  // namespace neo::host::store
