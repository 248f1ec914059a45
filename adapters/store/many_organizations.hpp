// The newest attempts of several organizations together, however many each of them has.
#pragma once

#include <adapters/sql/connection.hpp>
#include <plugin/ports/history.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace neo::sql {

// Of more the newest attempts are not gathered from each: among all attempts they are many.
inline constexpr std::size_t most_gathered_organizations = 400;

struct Gathered {
    std::vector<std::string> ids;       // newest first
    std::optional<std::string> lowest;  // of these all were gathered down to this id; unset: all
};

// At most `count` attempts that touch one of filter.visible_organizations within the filter's bounds of ids: the
// newest. Nothing else of the filter counts.
Gathered gather_newest(Connection& connection, const ports::HistoryFilter& filter, std::size_t count);

}  // namespace neo::sql
