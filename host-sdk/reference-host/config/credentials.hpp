// What the configuration says of sessions and of log-ins.
#pragma once

#include <chrono>

namespace neo::host {

struct SessionLimits {
    std::chrono::minutes idle{30};  // without a request
    std::chrono::hours longest{12};
};

// Failed log-ins within a minute, after which no other is looked at.
struct LogInLimits {
    int of_address = 30;
    int of_account = 10;
};

}  // namespace neo::host
