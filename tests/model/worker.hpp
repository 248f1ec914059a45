// The worker's half: a promoting request or a recoverer, one small step at a time.
#pragma once

#include "step.hpp"

namespace neo::model {

/// What `worker` can do next, time-outs included.
void act(const State& state, const Settings& settings, int worker, Successors& out);

}  // namespace neo::model
