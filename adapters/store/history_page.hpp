// One page of the history over SQL, for the cost of a page however much there is.
//
// Attempts are looked at along an index whose last column is the id, never more than `most_looked_at` of one range of
// it: where that is not the whole, what was not looked at is for the pages that follow.
#pragma once

#include <adapters/sql/connection.hpp>
#include <plugin/ports/history.hpp>

namespace neo::sql {

ports::HistoryPage select_history_page(Connection& connection, const ports::HistoryFilter& filter);

}  // namespace neo::sql
