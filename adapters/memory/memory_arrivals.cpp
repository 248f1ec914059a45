#include "memory_arrivals.hpp"

#include <algorithm>
#include <set>

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
    std::map<std::pair<sdk::DataflowId, sdk::DataflowId>, ports::Arrival> newest;
    std::set<sdk::DataflowId> reached;
    std::vector<sdk::DataflowId> left = roots;
    while (!left.empty()) {
        const sdk::DataflowId source = left.back();
        left.pop_back();
        if (!reached.insert(source).second) continue;
        for (const auto& [id, promotion] : state_.promotions) {
            const auto arrival = arrival_of(state_, promotion);
            if (!arrival || source_of(promotion) != source) continue;
            newest.insert_or_assign({source, arrival->target}, *arrival);
            left.push_back(arrival->target);
        }
    }
    std::vector<ports::Arrival> arrivals;
    for (auto& [pair, arrival] : newest)
        arrivals.push_back(std::move(arrival));
    return arrivals;
}

result<std::vector<ports::Arrival>> MemoryArrivals::into(const std::vector<sdk::DataflowId>& targets) {
    const std::lock_guard lock(state_.mutex);
    std::vector<ports::Arrival> arrivals;
    for (const auto& [id, promotion] : state_.promotions) {
        const auto arrival = arrival_of(state_, promotion);
        if (arrival && std::ranges::find(targets, arrival->target) != targets.end()) arrivals.push_back(*arrival);
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
