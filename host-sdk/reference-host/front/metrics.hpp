// What the host counts about its requests.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace neo::host {

class Metrics {
public:
    // Any thread.
    void request_begins() noexcept { ++in_flight_; }
    // It begins again when its body is there.
    void request_put_off() noexcept { --in_flight_; }
    void request_ended(int status, std::chrono::nanoseconds time) noexcept;

    // In the Prometheus text format, each name beginning "neo_host_".
    std::string text() const;

private:
    static constexpr std::array upper_bounds_seconds{0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0};

    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::atomic<std::int64_t> in_flight_{0};
    std::array<std::atomic<std::int64_t>, 6> by_class_{};  // of status: 1xx is 1, … 5xx is 5
    std::array<std::atomic<std::int64_t>, upper_bounds_seconds.size() + 1> by_time_{};
    std::atomic<std::int64_t> nanoseconds_{0};
};

}  // namespace neo::host
