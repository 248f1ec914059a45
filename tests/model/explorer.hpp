// Breadth-first through every reachable state; stops at the first broken promise with the shortest history to it.
#pragma once

#include "step.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace neo::model {

struct Findings {
    std::size_t states = 0;   ///< distinct canonical states
    std::size_t steps = 0;    ///< steps taken between them
    std::size_t resting = 0;  ///< states with every worker idle, each checked to be no dead end
    int depth = 0;            ///< steps from the start to the farthest state, or to the broken promise
    double seconds = 0;       ///< of one core
    double megabytes = 0;
    Broken broken = Broken::nothing;
    std::string history;  ///< numbered steps in plain words, empty when nothing broke
};

Findings explore(const Settings& settings);

/// One line of counts, for logs and the README.
std::string summary(const Findings& findings);

}  // namespace neo::model
