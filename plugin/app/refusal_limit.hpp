// How many refusals of one actor for want of a permission are recorded in the history within a minute (A8). Any thread.
#pragma once

#include <plugin/base/time.hpp>

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace neo::app {

class RefusalLimit {
public:
    explicit RefusalLimit(int per_minute = 60) : per_minute_(per_minute) {}

    // Unset: one more may be recorded, and it counts. Else the actor has to wait so many seconds.
    std::optional<int> take(const std::string& actor, Time now);

private:
    struct Window {
        Time begin;
        int count = 0;
    };

    const int per_minute_;
    std::mutex mutex_;
    std::map<std::string, Window> windows_;
};

}  // namespace neo::app
