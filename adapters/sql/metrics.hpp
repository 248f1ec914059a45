// What the pool counts, in the Prometheus text format. Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace neo::sql {

class Metrics {
public:
    std::atomic<std::int64_t> connections_opened{0};
    std::atomic<std::int64_t> connections_lost{0};
    std::atomic<std::int64_t> connections_in_use{0};
    std::atomic<std::int64_t> waits{0};          // for a free connection
    std::atomic<std::int64_t> wait_timeouts{0};  // no connection became free in time
    std::atomic<std::int64_t> transactions{0};   // committed
    std::atomic<std::int64_t> retries{0};        // of whole transactions and reads
    std::atomic<std::int64_t> outcomes_unknown{0};

    void query_done(std::string_view name, std::chrono::nanoseconds time);

    // Each name begins with `prefix`, as in "neo_store_".
    std::string text(const std::string& prefix) const;

private:
    struct QueryTime {
        std::int64_t count = 0;
        std::chrono::nanoseconds total{0};
    };
    mutable std::mutex mutex_;
    std::map<std::string, QueryTime, std::less<>> queries_;
};

}  // namespace neo::sql
