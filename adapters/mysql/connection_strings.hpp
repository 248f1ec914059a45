// The connection strings that SOCI gets, one for each node.
#pragma once

#include <adapters/sql/config.hpp>
#include <plugin/base/result.hpp>

#include <string>
#include <vector>

namespace neo::sql {

struct MysqlNodes {
    std::vector<Secret> connection_strings;
    bool tls = false;  // a certificate authority is given: an unencrypted session is refused
};

// Error invalid; its message repeats no value of the connection string.
result<MysqlNodes> mysql_connection_strings(const DatabaseConfig& config);

}  // namespace neo::sql
