#include "metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace neo::host {

void Metrics::request_ended(int status, std::chrono::nanoseconds time) noexcept {
    --in_flight_;
    ++by_class_[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
    const double seconds = std::chrono::duration<double>(time).count();
    const auto bound = std::lower_bound(upper_bounds_seconds.begin(), upper_bounds_seconds.end(), seconds);
    ++by_time_[static_cast<std::size_t>(bound - upper_bounds_seconds.begin())];
    nanoseconds_ += time.count();
}

std::string Metrics::text() const {
    std::string out;
    const auto to = std::back_inserter(out);
    const std::chrono::duration<double> uptime = std::chrono::steady_clock::now() - start_;
    fmt::format_to(to, "# TYPE neo_host_uptime_seconds gauge\nneo_host_uptime_seconds {:.3f}\n", uptime.count());
    fmt::format_to(to, "# TYPE neo_host_requests_in_flight gauge\nneo_host_requests_in_flight {}\n", in_flight_.load());
    fmt::format_to(to, "# TYPE neo_host_requests_total counter\n");
    for (std::size_t i = 1; i < by_class_.size(); ++i)
        fmt::format_to(to, "neo_host_requests_total{{status=\"{}xx\"}} {}\n", i, by_class_[i].load());

    fmt::format_to(to, "# TYPE neo_host_request_seconds histogram\n");
    std::int64_t count = 0;
    for (std::size_t i = 0; i < upper_bounds_seconds.size(); ++i) {
        count += by_time_[i];
        fmt::format_to(to, "neo_host_request_seconds_bucket{{le=\"{}\"}} {}\n", upper_bounds_seconds[i], count);
    }
    count += by_time_.back();
    fmt::format_to(to,
                   "neo_host_request_seconds_bucket{{le=\"+Inf\"}} {0}\nneo_host_request_seconds_sum {1:.6f}\n"
                   "neo_host_request_seconds_count {0}\n",
                   count, static_cast<double>(nanoseconds_) / 1e9);
    return out;
}

}  // namespace neo::host
