// Counters of the use cases, told in the Prometheus text format. Any thread.
#pragma once

#include <array>
#include <chrono>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <string>

namespace neo::app {

class Metrics {
public:
    enum class Promotion { succeeded, refused, failed, in_progress };
    enum class Recovery { completed, failed, unanswered };

    Metrics();

    void count(Promotion outcome, std::chrono::microseconds took);
    void count(Recovery outcome) { recoveries_[static_cast<std::size_t>(outcome)]->Increment(); }
    void count_contradiction() { contradictions_.Increment(); }
    void count_rebuilt() { rebuilt_.Increment(); }

    std::string text() const;

private:
    prometheus::Registry registry_;
    std::array<prometheus::Counter*, 4> promotions_;
    prometheus::Histogram& promotion_seconds_;
    std::array<prometheus::Counter*, 3> recoveries_;
    prometheus::Counter& contradictions_;
    prometheus::Counter& rebuilt_;
};

}  // namespace neo::app
