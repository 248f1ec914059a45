#include "lineage.hpp"

#include <optional>

namespace neo::domain {

namespace {

struct Arrived {
    Descent descent;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;
};

// The last one that made the version, or that was there before it.
std::optional<Descent> of_version(const std::vector<Arrived>& arrived, std::int64_t version) {
    for (auto one = arrived.rbegin(); one != arrived.rend(); ++one) {
        if (one->approved_version <= version || one->draft_version == version) return one->descent;
    }
    return std::nullopt;
}

}  // namespace

Lineage lineage_of(const Place& root, const std::vector<Step>& steps) {
    Lineage lineage;
    std::map<Place, std::vector<Arrived>> arrivals;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const Step& step = steps[at];
        if (step.to == root) continue;
        Descent descent{at, step.from_version, 1};
        if (step.from != root) {
            const auto source = arrivals.find(step.from);
            if (source == arrivals.end()) continue;
            const auto before = of_version(source->second, step.from_version);
            if (!before) {
                lineage.others.push_back(at);
                continue;
            }
            descent.root_version = before->root_version;
            descent.hops = before->hops + 1;
        }
        arrivals[step.to].push_back({descent, step.approved_version, step.draft_version});
    }
    for (const auto& [place, arrived] : arrivals)
        lineage.last.emplace(place, arrived.back().descent);
    return lineage;
}

}  // namespace neo::domain
