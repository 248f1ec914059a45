#include "memory_arrivals.hpp"

#include <map>
#include <set>
#include <utility>

namespace neo::memory {
namespace {

sdk::DataflowId source_of(const ports::Promotion& promotion) {
    return {promotion.source.organization, promotion.source.dataflow};
}

// Unset: nothing arrived.
std::optional<ports::Arrival> arrival_of(const State& state, const ports::Promotion& promotion) {
    if (promotion.status != ports::PromotionStatus::succeeded) return std::nullopt;
    return ports::Arrival{promotion.id,
                          promotion.source,
                          {promotion.target_organization, promotion.target_dataflow.value_or("")},
                          promotion.target_application.value_or(""),
                          promotion.approved_version.value_or(0),
                          promotion.draft_version.value_or(0),
                          promotion.actor,
                          promotion.finished_at,
                          promotion.content_hash,
                          state.type_of(promotion.target_organization)};
}

}  // namespace

// No earlier ones beside the newest: who takes these for all there are is found out.
result<std::vector<ports::Arrival>> MemoryArrivals::below(const std::vector<sdk::DataflowId>& roots) {
    const std::lock_guard lock(state_.mutex);
    std::map<sdk::DataflowId, std::map<sdk::DataflowId, ports::Arrival>> newest;  // by source, by target
    for (const auto& [id, promotion] : state_.promotions) {
        if (auto arrival = arrival_of(state_, promotion)) {
            const sdk::DataflowId target = arrival->target;
            newest[source_of(promotion)].insert_or_assign(target, *std::move(arrival));
        }
    }
    std::vector<ports::Arrival> arrivals;
    std::set<sdk::DataflowId> reached;
    std::vector<sdk::DataflowId> left = roots;
    while (!left.empty()) {
        const sdk::DataflowId source = left.back();
        left.pop_back();
        if (!reached.insert(source).second) continue;
        for (auto& [target, arrival] : newest[source]) {
            arrivals.push_back(std::move(arrival));
            left.push_back(target);
        }
    }
    return arrivals;
}

result<std::vector<ports::Arrival>> MemoryArrivals::into(const std::vector<sdk::DataflowId>& targets) {
    const std::lock_guard lock(state_.mutex);
    const std::set<sdk::DataflowId> wanted(targets.begin(), targets.end());
    std::vector<ports::Arrival> arrivals;
    for (const auto& [id, promotion] : state_.promotions) {
        if (auto arrival = arrival_of(state_, promotion); arrival && wanted.contains(arrival->target))
            arrivals.push_back(*std::move(arrival));
    }
    return arrivals;
}

result<bool> MemoryArrivals::take_in(const std::string&, int) {
    return false;
}

result<void> MemoryArrivals::forget() {
    return {};
}

}  // namespace neo::memory
