// A line of the log about something that may happen thousands of times a second.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

class Complaint {
public:
    // `component` outlives it.
    explicit Complaint(std::string_view component) : component_(component) {}

    // Warns at once, then once a minute at most, and says how often it happened in between. Any thread.
    void tell(const std::string& message);

private:
    const std::string_view component_;
    std::mutex mutex_;
    std::optional<std::chrono::steady_clock::time_point> told_;
    std::uint64_t untold_ = 0;
};

}  // namespace neo::host
