// A query with the name that it has in metrics and kill points.
#pragma once

#include <string_view>

namespace neo::sql {

// `name` is room.operation.statement, as in "ledger.prepare.insert". `sql` is portable SQL with :parameters and the
// tokens of dialect.hpp, no comments, and lives as long as the program.
struct Query {
    std::string_view name;
    std::string_view sql;
};

}  // namespace neo::sql
