// The plugin's data, for who moves it to another database.
#pragma once

#include <adapters/sql/copy.hpp>

namespace neo::sql {

// Every table of the plugin, those that others refer to first.
CopyPlan store_copy_plan();

}  // namespace neo::sql
