// What a filter of the history says in SQL, and along which indexes its attempts can be looked at.
#pragma once

#include <adapters/sql/parameter.hpp>
#include <plugin/ports/history.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

// A way to look at attempts, newest first, that misses none that the filter asks for.
struct Way {
    std::vector<std::string> ranges;  // conditions that begin an index whose next column is the id
    bool says_all;                    // everything that is asked for, but for times: those are ranges of ids
};

// Whether anything is asked for that no index begins with.
bool asks_of_rows(const ports::HistoryFilter& filter);

// At least one; the first says all if any does. Parameters as in the conditions.
std::vector<Way> ways_of(const ports::HistoryFilter& filter);

// All that is asked for, but for the organizations that are visible. Parameters: organization, other, dataflow,
// version, status, actor, ticket, standing, type, begin, end, before, not_before, each if it is asked for.
std::string conditions_of(const ports::HistoryFilter& filter);

// " AND …" on the ids alone. Parameters: before, not_before.
std::string id_bounds(const ports::HistoryFilter& filter);

// Those parameters that `sql` names. The filter outlives them.
Parameters parameters_in(std::string_view sql, const ports::HistoryFilter& filter);

}  // namespace neo::sql
