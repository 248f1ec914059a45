// Clients that work at the same time.
#pragma once

#include <functional>
#include <vector>

namespace neo::bench {

// Does all its work, and answers how many milliseconds each part of it took.
using Client = std::function<std::vector<double>()>;

struct Load {
    double seconds = 0;                // from the first part to the end of the last
    std::vector<double> milliseconds;  // of each part, of all clients

    double per_second() const { return static_cast<double>(milliseconds.size()) / seconds; }
};

// Runs each on a thread of its own. Throws the first of what they throw.
Load run_clients(const std::vector<Client>& clients);

}  // namespace neo::bench
