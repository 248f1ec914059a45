#include "metrics.hpp"

#include <algorithm>
#include <prometheus/text_serializer.h>

namespace neo::host {

namespace {

prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics()
    : uptime_(gauge(registry_, "neo_host_uptime_seconds", "How long the host has been running.")),
      in_flight_(gauge(registry_, "neo_host_requests_in_flight", "Requests that are being answered.")),
      seconds_(prometheus::BuildHistogram()
                   .Name("neo_host_request_seconds")
                   .Help("How long requests took.")
                   .Register(registry_)
                   .Add({}, prometheus::Histogram::BucketBoundaries{0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10})) {
    auto& requests = prometheus::BuildCounter()
                         .Name("neo_host_requests_total")
                         .Help("Requests answered, by the class of their status.")
                         .Register(registry_);
    for (std::size_t i = 0; i < by_class_.size(); ++i)
        by_class_[i] = &requests.Add({{"status", std::to_string(i + 1) + "xx"}});
}

void Metrics::request_ended(int status, std::chrono::nanoseconds time) {
    in_flight_.Decrement();
    by_class_[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)]->Increment();
    seconds_.Observe(std::chrono::duration<double>(time).count());
}

std::string Metrics::text() const {
    uptime_.Set(std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
    return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace neo::host
