#include "write.hpp"

#include "failure.hpp"

#include <algorithm>

namespace neo::sql {

WriteInWith::WriteInWith(std::span<const Write> writes) : parameters(writes.front().parameters) {
    int number = 0;
    for (const Write& write : writes.subspan(1)) {
        sql.append(sql.empty() ? "WITH w" : ", w").append(std::to_string(++number)).append(" AS (");
        sql.append(write.query.sql).append(")");
        for (const Parameter& parameter : write.parameters) {
            const auto known = std::ranges::find(parameters, parameter.name(), &Parameter::name);
            if (known == parameters.end()) {
                parameters.push_back(parameter);
            } else if (!(*known == parameter)) {
                throw DatabaseError(Failure::other, "two writes of one statement give a name two values");
            }
        }
    }
    sql.append(sql.empty() ? "" : " ").append(writes.front().query.sql);
}

}  // namespace neo::sql
