// Time as the plugin sees it. Rules never read a clock, they are given a time (plugin/docs/architecture.md, decision
// 3).
#pragma once

#include <plugin/base/time.hpp>

namespace neo::ports {

class Clock {
public:
    virtual ~Clock() = default;
    // Any thread.
    virtual Time now() const noexcept = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const noexcept override { return time_now(); }
};

}  // namespace neo::ports
