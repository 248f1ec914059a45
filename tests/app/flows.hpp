// The ways that one promotion can take, each from beginning to end: what the torture tests break at every step.
#pragma once

#include "scene.hpp"

#include <functional>
#include <vector>

namespace neo::apptest {

struct Flow {
    std::string name;
    // Promotes and recovers once; answers what the client was told.
    std::function<app::outcome<ports::Promotion>(Scene&)> run;
};

const std::vector<Flow>& flows();

// Ends every fault and lets late messages arrive; recovers what is left.
void settle(Scene& scene);

}  // namespace neo::apptest
