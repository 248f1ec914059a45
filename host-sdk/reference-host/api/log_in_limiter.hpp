// Counts failed log-ins, so that nobody tries tokens without end.
#pragma once

#include "../config/credentials.hpp"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace neo::host::api {

class LogInLimiter {
public:
    using Clock = std::chrono::steady_clock;

    explicit LogInLimiter(const LogInLimits& limits) : limits_(limits) {}

    // How long this client waits before it may try `token` again; unset: it may. Any thread.
    std::optional<std::chrono::seconds> wait(const std::string& address, std::string_view token, Clock::time_point now);
    // Any thread.
    void failed(const std::string& address, std::string_view token, Clock::time_point now);

private:
    struct Minute {
        Clock::time_point start;
        int failures = 0;
    };
    std::optional<std::chrono::seconds> wait_of(const std::string& key, int most, Clock::time_point now) const;
    void count(const std::string& key, Clock::time_point now);

    const LogInLimits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, Minute> minutes_;
};

}  // namespace neo::host::api
