#include "preflight.hpp"

#include <algorithm>

namespace neo::app {

outcome<Preflight> preflight(Services& services, const std::string& actor, const PromotionRequest& request) {
    NEO_TRY(opened, open_case(services, actor, request));
    Preflight answer{std::move(opened), std::nullopt};
    const domain::PromotionFacts& facts = answer.promotion_case.facts;
    if (!facts.trigger_holder) return answer;

    NEO_TRY(dataflow, services.host.dataflow(facts.target, facts.trigger_holder->dataflow));
    if (!dataflow) return answer;
    const auto newest = std::ranges::find_if(
        dataflow->versions.rbegin(), dataflow->versions.rend(),
        [](const ports::DataflowVersion& version) { return domain::is_promotable(version.state); });
    if (newest == dataflow->versions.rend()) return answer;
    NEO_TRY(against, services.host.version({facts.target, dataflow->id, newest->version}));
    answer.against = std::move(against);
    return answer;
}

}  // namespace neo::app
