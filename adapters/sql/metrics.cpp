#include "metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace neo::sql {

void Metrics::query_done(std::string_view name, std::chrono::nanoseconds time) {
    const std::lock_guard lock(mutex_);
    auto found = queries_.find(name);
    if (found == queries_.end()) found = queries_.emplace(name, QueryTime{}).first;
    ++found->second.count;
    found->second.total += time;
}

std::string Metrics::text(const std::string& prefix) const {
    std::string out;
    const auto add = [&](std::string_view name, std::string_view type, std::int64_t value) {
        fmt::format_to(std::back_inserter(out), "# TYPE {0}{1} {2}\n{0}{1} {3}\n", prefix, name, type, value);
    };
    add("connections_in_use", "gauge", connections_in_use);
    add("connections_opened_total", "counter", connections_opened);
    add("connections_lost_total", "counter", connections_lost);
    add("connection_waits_total", "counter", waits);
    add("connection_wait_timeouts_total", "counter", wait_timeouts);
    add("transactions_total", "counter", transactions);
    add("retries_total", "counter", retries);
    add("outcomes_unknown_total", "counter", outcomes_unknown);

    const std::lock_guard lock(mutex_);
    fmt::format_to(std::back_inserter(out), "# TYPE {}query_seconds summary\n", prefix);
    for (const auto& [name, time] : queries_) {
        fmt::format_to(std::back_inserter(out),
                       "{0}query_seconds_sum{{query=\"{1}\"}} {2:.6f}\n{0}query_seconds_count{{query=\"{1}\"}} {3}\n",
                       prefix, name, std::chrono::duration<double>(time.total).count(), time.count);
    }
    return out;
}

}  // namespace neo::sql
