// What the pool counts, in the Prometheus text format. Any thread.
#pragma once

#include "text_hash.hpp"

#include <chrono>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <string>
#include <string_view>
#include <unordered_map>

namespace neo::sql {

class Metrics {
    prometheus::Registry registry_;

public:
    Metrics();

    prometheus::Gauge& connections_in_use;
    prometheus::Counter& connections_opened;
    prometheus::Counter& connections_lost;
    prometheus::Counter& waits;
    prometheus::Counter& wait_timeouts;
    prometheus::Counter& transactions;
    prometheus::Counter& retries;
    prometheus::Counter& outcomes_unknown;

    void query_done(std::string_view name, std::chrono::nanoseconds time);

    // Each name begins with `prefix`, as in "neo_store_".
    std::string text(const std::string& prefix) const;

private:
    prometheus::Family<prometheus::Histogram>& query_seconds_;
    std::mutex mutex_;
    std::unordered_map<std::string, prometheus::Histogram&, TextHash, std::equal_to<>> queries_;
};

}  // namespace neo::sql
