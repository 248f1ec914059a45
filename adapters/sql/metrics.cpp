#include "metrics.hpp"

#include <prometheus/text_serializer.h>

namespace neo::sql {
namespace {

prometheus::Counter& counter(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics()
    : connections_in_use(prometheus::BuildGauge()
                             .Name("connections_in_use")
                             .Help("Connections that somebody works with at this moment.")
                             .Register(registry_)
                             .Add({})),
      connections_opened(counter(registry_, "connections_opened_total", "Connections opened.")),
      connections_lost(counter(registry_, "connections_lost_total", "Connections that broke.")),
      waits(counter(registry_, "connection_waits_total", "Waits for a free connection.")),
      wait_timeouts(counter(registry_, "connection_wait_timeouts_total", "Waits that no connection ended in time.")),
      transactions(counter(registry_, "transactions_total", "Transactions committed.")),
      retries(counter(registry_, "retries_total", "Whole transactions and reads begun again.")),
      outcomes_unknown(counter(registry_, "outcomes_unknown_total", "Commits whose answer was lost.")),
      query_seconds_(prometheus::BuildHistogram()
                         .Name("query_seconds")
                         .Help("How long queries took, each by its name.")
                         .Register(registry_)) {}

void Metrics::query_done(std::string_view name, std::chrono::nanoseconds time) {
    const std::lock_guard lock(mutex_);
    auto found = queries_.find(name);
    if (found == queries_.end()) {
        prometheus::Histogram& added = query_seconds_.Add(
            {{"query", std::string(name)}}, prometheus::Histogram::BucketBoundaries{0.0001, 0.001, 0.01, 0.1, 1, 10});
        found = queries_.emplace(name, added).first;
    }
    found->second.Observe(std::chrono::duration<double>(time).count());
}

std::string Metrics::text(const std::string& prefix) const {
    auto families = registry_.Collect();
    for (prometheus::MetricFamily& family : families)
        family.name.insert(0, prefix);
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace neo::sql
