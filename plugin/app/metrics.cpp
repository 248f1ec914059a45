#include "metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace neo::app {

void Metrics::count(Promotion outcome, std::chrono::microseconds took) noexcept {
    ++promotions_[static_cast<std::size_t>(outcome)];
    const auto bucket =
        std::ranges::find_if(bucket_milliseconds, [&](int limit) { return took <= std::chrono::milliseconds(limit); });
    ++buckets_[static_cast<std::size_t>(bucket - bucket_milliseconds.begin())];
    total_microseconds_ += static_cast<std::uint64_t>(took.count());
}

void Metrics::count(Recovery outcome) noexcept {
    ++recoveries_[static_cast<std::size_t>(outcome)];
}

std::string Metrics::text() const {
    constexpr std::array<std::string_view, 4> promotion_names{"succeeded", "refused", "failed", "in_progress"};
    constexpr std::array<std::string_view, 3> recovery_names{"completed", "failed", "unanswered"};
    std::string text;
    auto out = std::back_inserter(text);

    fmt::format_to(out,
                   "# HELP neo_promotions_total Requests to promote, by what came of them.\n# TYPE "
                   "neo_promotions_total counter\n");
    for (std::size_t i = 0; i < promotion_names.size(); ++i) {
        fmt::format_to(out, "neo_promotions_total{{status=\"{}\"}} {}\n", promotion_names[i], promotions_[i].load());
    }
    fmt::format_to(
        out,
        "# HELP neo_promotion_seconds How long requests to promote took.\n# TYPE neo_promotion_seconds histogram\n");
    std::uint64_t cumulative = 0;
    for (std::size_t i = 0; i < bucket_milliseconds.size(); ++i) {
        cumulative += buckets_[i].load();
        fmt::format_to(out, "neo_promotion_seconds_bucket{{le=\"{}\"}} {}\n", bucket_milliseconds[i] / 1000.0,
                       cumulative);
    }
    cumulative += buckets_.back().load();
    fmt::format_to(out,
                   "neo_promotion_seconds_bucket{{le=\"+Inf\"}} {0}\nneo_promotion_seconds_count "
                   "{0}\nneo_promotion_seconds_sum {1:.6f}\n",
                   cumulative, static_cast<double>(total_microseconds_.load()) / 1e6);
    fmt::format_to(out,
                   "# HELP neo_recoveries_total Promotions taken over after their lease expired.\n# TYPE "
                   "neo_recoveries_total counter\n");
    for (std::size_t i = 0; i < recovery_names.size(); ++i) {
        fmt::format_to(out, "neo_recoveries_total{{outcome=\"{}\"}} {}\n", recovery_names[i], recoveries_[i].load());
    }
    fmt::format_to(out,
                   "# HELP neo_contradictions_total Answers of the host that contradict the ledger.\n"
                   "# TYPE neo_contradictions_total counter\nneo_contradictions_total {}\n",
                   contradictions_.load());
    fmt::format_to(out,
                   "# HELP neo_rebuilt_total Promotions that the ledger had lost and that were rebuilt from the host.\n"
                   "# TYPE neo_rebuilt_total counter\nneo_rebuilt_total {}\n",
                   rebuilt_.load());
    return text;
}

}  // namespace neo::app
