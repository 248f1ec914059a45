// No promotion is stuck: from where everybody rests, one worker alone, without faults, brings every key to an end.
#pragma once

#include "step.hpp"

namespace neo::model {

/// `state` is one in which every worker is idle. True when each open row can reach `done` or `failed`, and each row
/// that is not done can reach `done` while a mapping is there.
bool every_key_can_end(const State& state, const Settings& settings);

}  // namespace neo::model
