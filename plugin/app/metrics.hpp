// Counters of the use cases, told in the Prometheus text format. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace neo::app {

class Metrics {
public:
    enum class Promotion { succeeded, refused, failed, in_progress };
    enum class Recovery { completed, failed, unanswered };

    void count(Promotion outcome, std::chrono::microseconds took) noexcept;
    void count(Recovery outcome) noexcept;
    void count_contradiction() noexcept { ++contradictions_; }
    void count_rebuilt() noexcept { ++rebuilt_; }

    std::string text() const;

private:
    static constexpr std::array bucket_milliseconds{1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000, 30000};

    std::array<std::atomic<std::uint64_t>, 4> promotions_{};
    std::array<std::atomic<std::uint64_t>, 3> recoveries_{};
    std::array<std::atomic<std::uint64_t>, bucket_milliseconds.size() + 1> buckets_{};
    std::atomic<std::uint64_t> total_microseconds_{0};
    std::atomic<std::uint64_t> contradictions_{0};
    std::atomic<std::uint64_t> rebuilt_{0};
};

}  // namespace neo::app
