// The connection string that libpq gets: what the configuration says, the password, and bounds for what can hang.
#pragma once

#include <adapters/sql/secret.hpp>
#include <plugin/base/result.hpp>

#include <string>

namespace neo::sql {

// Error invalid; its message repeats nothing of the connection string.
result<Secret> postgresql_connection_string(const std::string& connection, const Secret& password);

}  // namespace neo::sql
