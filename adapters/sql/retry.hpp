// When to repeat what failed, and how long to wait before it.
#pragma once

#include "failure.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <thread>

namespace neo::sql {

class Retry {
public:
    // Waits and answers true when the work is worth repeating. A conflict passes when the others are done, so it is
    // tried for longer than a server that is gone.
    bool again(Failure failure) {
        const auto elapsed = std::chrono::steady_clock::now() - start_;
        if (failure == Failure::conflict) {
            if (elapsed > std::chrono::seconds(10)) return false;
        } else if (failure == Failure::lost || failure == Failure::read_only) {
            if (++losses_ > 3 || elapsed > std::chrono::seconds(5)) return false;
        } else {
            return false;
        }
        const int most = 2000 << std::min(attempt_++, 6);
        std::minstd_rand random(static_cast<unsigned>(elapsed.count()) ^
                                static_cast<unsigned>(std::hash<std::thread::id>{}(std::this_thread::get_id())));
        std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(most / 4, most)(random)));
        return true;
    }

private:
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    int attempt_ = 0;
    int losses_ = 0;
};

}  // namespace neo::sql
