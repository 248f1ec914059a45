// A parameter of a query that SQLite reads where it lies: SOCI binds std::string only, and a content of many megabytes
// that came over the ABI would have to become one first.
#pragma once

#include <soci/use-type.h>

#include <string_view>

namespace neo::sql {

// `text` lives until the query has run. For a statement that runs once.
soci::details::use_type_ptr use_borrowed_text(std::string_view text, std::string_view name);

}  // namespace neo::sql
