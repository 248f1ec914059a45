// Time as the plugin sees it: microseconds UTC. Rules never read a clock, they are given a time (architecture decision
// 3).
#pragma once

#include <chrono>

namespace neo {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

inline std::int64_t to_microseconds(Time time) noexcept {
    return time.time_since_epoch().count();
}
inline Time from_microseconds(std::int64_t microseconds) noexcept {
    return Time{std::chrono::microseconds{microseconds}};
}

namespace ports {

class Clock {
public:
    virtual ~Clock() = default;
    // Any thread.
    virtual Time now() const noexcept = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const noexcept override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace ports
}  // namespace neo
