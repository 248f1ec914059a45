// One page of the changes of registrations and mappings over SQL, for the cost of a page however many there are.
#pragma once

#include <adapters/sql/connection.hpp>
#include <plugin/ports/registrations.hpp>

namespace neo::sql {

ports::ChangesPage select_changes_page(Connection& connection, const ports::ChangesFilter& filter);

}  // namespace neo::sql
