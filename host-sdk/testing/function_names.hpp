// The names that tests use for service functions.
#pragma once

#include <string_view>

namespace neo::testing {

// Throws std::invalid_argument, which lists them all, unless `name` is one of them: a misspelt name would make a fault
// that never strikes, or a count that is always 0.
void check_function_name(std::string_view name);

}  // namespace neo::testing
