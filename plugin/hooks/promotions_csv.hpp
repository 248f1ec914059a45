// The history as comma-separated values (W7): RFC 4180, UTF-8, a line a promotion, the names of the columns first.
#pragma once

#include <plugin/app/people.hpp>
#include <plugin/app/visibility.hpp>

#include <string>

namespace neo::hooks {

// The names of the columns.
std::string promotions_csv_head();

// One promotion in these columns. What the caller may not see is empty. A text that a spreadsheet would take for a
// formula has an apostrophe before it.
std::string promotion_csv(const app::Shown<ports::Promotion>& promotion, const app::NameOf& name_of);

}  // namespace neo::hooks
