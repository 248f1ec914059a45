// The host's data, for who moves it to another database.
#pragma once

#include <adapters/sql/copy.hpp>

namespace neo::host::store {

// Every table of the host, those that others refer to first.
sql::CopyPlan copy_plan();

}  // namespace neo::host::store
