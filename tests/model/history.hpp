// A way through the states, told in numbered steps.
#pragma once

#include "step.hpp"

#include <string>
#include <vector>

namespace neo::model {

/// `way` runs from the initial state; the last step or the last state breaks `broken`.
std::string tell_history(const std::vector<State>& way, const Settings& settings, Broken broken);

}  // namespace neo::model
