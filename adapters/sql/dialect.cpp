#include "dialect.hpp"

#include <algorithm>

namespace neo::sql {

std::string expand(const Dialect& dialect, std::string_view sql) {
    std::string out;
    for (;;) {
        const auto begin = sql.find("{{");
        out += sql.substr(0, begin);
        if (begin == std::string_view::npos) return out;
        const auto end = sql.find("}}", begin);
        const std::string_view name = sql.substr(begin + 2, end - begin - 2);
        const auto token = std::find_if(dialect.tokens.begin(), dialect.tokens.end(),
                                        [&](const auto& candidate) { return candidate.first == name; });
        if (token == dialect.tokens.end() || end == std::string_view::npos) {
            throw DatabaseError(Failure::other, "unknown token in SQL: " + std::string(name));
        }
        out += token->second;
        sql.remove_prefix(end + 2);
    }
}

}  // namespace neo::sql
