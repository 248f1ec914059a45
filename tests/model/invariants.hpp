// What must hold in every state, whatever happened on the way.
#pragma once

#include "step.hpp"

namespace neo::model {

/// The first promise that `state` breaks. What a step tells a client is judged by the step itself.
Broken judge(const State& state, const Settings& settings);

}  // namespace neo::model
