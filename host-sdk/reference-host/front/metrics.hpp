// What the host counts about its requests. Any thread.
#pragma once

#include <array>
#include <chrono>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <string>

namespace neo::host {

class Metrics {
public:
    Metrics();

    void request_begins() { in_flight_.Increment(); }
    void request_ended(int status, std::chrono::nanoseconds time);

    // In the Prometheus text format, each name beginning "neo_host_".
    std::string text() const;

private:
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    prometheus::Registry registry_;
    prometheus::Gauge& uptime_;
    prometheus::Gauge& in_flight_;
    std::array<prometheus::Counter*, 5> by_class_{};  // of status: 1xx is the first
    prometheus::Histogram& seconds_;
};

}  // namespace neo::host
