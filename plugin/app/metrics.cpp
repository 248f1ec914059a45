#include "metrics.hpp"

#include <prometheus/text_serializer.h>

namespace neo::app {
namespace {

prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

template <std::size_t Size>
std::array<prometheus::Counter*, Size> labelled(prometheus::Family<prometheus::Counter>& family, const char* label,
                                                const char* const (&values)[Size]) {
    std::array<prometheus::Counter*, Size> counters{};
    for (std::size_t i = 0; i < Size; ++i)
        counters[i] = &family.Add({{label, values[i]}});
    return counters;
}

}  // namespace

Metrics::Metrics()
    : promotions_(labelled(counters(registry_, "neo_promotions_total", "Requests to promote, by what came of them."),
                           "status", {"succeeded", "refused", "failed", "in_progress"})),
      promotion_seconds_(prometheus::BuildHistogram()
                             .Name("neo_promotion_seconds")
                             .Help("How long requests to promote took.")
                             .Register(registry_)
                             .Add({}, prometheus::Histogram::BucketBoundaries{0.001, 0.002, 0.005, 0.01, 0.025, 0.05,
                                                                              0.1, 0.25, 1, 5, 30})),
      recoveries_(
          labelled(counters(registry_, "neo_recoveries_total", "Promotions taken over after their lease expired."),
                   "outcome", {"completed", "failed", "unanswered"})),
      contradictions_(
          counters(registry_, "neo_contradictions_total", "Answers of the host that contradict the ledger.").Add({})),
      rebuilt_(counters(registry_, "neo_rebuilt_total",
                        "Promotions that the ledger had lost and that were rebuilt from the host.")
                   .Add({})) {}

void Metrics::count(Promotion outcome, std::chrono::microseconds took) {
    promotions_[static_cast<std::size_t>(outcome)]->Increment();
    promotion_seconds_.Observe(std::chrono::duration<double>(took).count());
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace neo::app
