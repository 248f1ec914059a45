#include "holders.hpp"

#include <algorithm>
#include <set>

namespace neo::testing {

namespace {

bool has_promotable(const Dataflow& dataflow) {
    return std::any_of(dataflow.versions.begin(), dataflow.versions.end(),
                       [](const auto& entry) { return is_promotable(entry.second); });
}

std::set<Trigger, TriggerOrder> entitled(const Dataflow& dataflow) {
    const bool by_approval = has_promotable(dataflow);
    std::set<Trigger, TriggerOrder> triggers;
    for (const auto& [number, version] : dataflow.versions) {
        if (by_approval ? is_promotable(version) : version.state != VersionState::rejected)
            triggers.insert(version.trigger);
    }
    return triggers;
}

// The first by its id, one with an approved version before one with drafts.
void hand_over(Organization& organization, const Trigger& trigger) {
    for (const bool by_approval : {true, false}) {
        for (const auto& [id, dataflow] : organization.dataflows) {
            if (has_promotable(dataflow) != by_approval || !entitled(dataflow).contains(trigger)) continue;
            organization.triggers.emplace(trigger, id);
            return;
        }
    }
}

void derive(Dataflow& dataflow) {
    const auto newest = std::find_if(dataflow.versions.rbegin(), dataflow.versions.rend(),
                                     [](const auto& entry) { return is_promotable(entry.second); });
    const auto last = newest == dataflow.versions.rend() ? dataflow.versions.rbegin() : newest;
    if (last == dataflow.versions.rend()) return;
    dataflow.global = last->second.global;
    dataflow.module = last->second.module;
}

// The number of the newest version that `fits`; 0: there is none.
template <class Fits>
std::int64_t newest_of(const Dataflow& dataflow, Fits&& fits) {
    const auto newest = std::find_if(dataflow.versions.rbegin(), dataflow.versions.rend(),
                                     [&](const auto& entry) { return fits(entry.second); });
    return newest == dataflow.versions.rend() ? 0 : newest->first;
}

}  // namespace

bool is_promotable(const Version& version) {
    return version.state == VersionState::approved || version.state == VersionState::live;
}

std::string holder_of(const Organization& organization, const Trigger& trigger) {
    const auto holder = organization.triggers.find(trigger);
    return holder == organization.triggers.end() ? std::string() : holder->second;
}

std::int64_t head_of(const Dataflow& dataflow) {
    return newest_of(dataflow, is_promotable);
}

std::int64_t head_of(const Dataflow& dataflow, const Trigger& trigger) {
    return newest_of(dataflow,
                     [&](const Version& version) { return is_promotable(version) && version.trigger == trigger; });
}

void settle(Organization& organization, Dataflow& dataflow) {
    derive(dataflow);
    const std::set<Trigger, TriggerOrder> wanted = entitled(dataflow);
    for (const auto& [number, version] : dataflow.versions) {
        const auto holder = organization.triggers.find(version.trigger);
        if (holder == organization.triggers.end() || holder->second != dataflow.id || wanted.contains(version.trigger))
            continue;
        organization.triggers.erase(holder);
        hand_over(organization, version.trigger);
    }
    for (const Trigger& trigger : wanted)
        organization.triggers.emplace(trigger, dataflow.id);  // who comes second goes without
}

}  // namespace neo::testing
