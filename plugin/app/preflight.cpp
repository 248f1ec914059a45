#include "preflight.hpp"

#include "page.hpp"

#include <plugin/domain/arrival_warnings.hpp>

#include <algorithm>
#include <iterator>

namespace neo::app {

namespace {

using domain::Arrival;

Arrival arrival_of(const ports::Promotion& promotion) {
    return {promotion.source, promotion.target_dataflow.value_or("")};
}

// What came of the source dataflow to the target organization, newest first.
outcome<std::vector<Arrival>> arrivals_of_source(Services& services, const domain::PromotionFacts& facts) {
    ports::HistoryFilter filter;
    filter.organization = facts.source.organization;
    filter.role = ports::HistoryFilter::Role::source;
    filter.dataflow = facts.source.dataflow;
    filter.other_organization = facts.target;
    filter.status = ports::PromotionStatus::succeeded;
    filter.limit = largest_page;
    NEO_TRY(promotions, services.store.history().promotions(filter));
    std::vector<Arrival> arrivals;
    std::ranges::transform(promotions, std::back_inserter(arrivals), arrival_of);
    return arrivals;
}

// What came to a dataflow of the target last.
outcome<std::optional<Arrival>> last_arrival(Services& services, const std::string& organization,
                                             const std::string& dataflow) {
    ports::HistoryFilter filter;
    filter.organization = organization;
    filter.role = ports::HistoryFilter::Role::target;
    filter.dataflow = dataflow;
    filter.status = ports::PromotionStatus::succeeded;
    filter.limit = 1;
    NEO_TRY(promotions, services.store.history().promotions(filter));
    return promotions.empty() ? std::nullopt : std::optional(arrival_of(promotions.front()));
}

std::optional<domain::ArrivalFacts::Live> live_of(const std::optional<ports::Dataflow>& dataflow) {
    if (!dataflow) return std::nullopt;
    const auto live = std::ranges::find(dataflow->versions, domain::VersionState::live, &ports::DataflowVersion::state);
    if (live == dataflow->versions.end()) return std::nullopt;
    return domain::ArrivalFacts::Live{live->version, live->trigger};
}

// What would surprise, of a promotion that can go ahead.
outcome<std::vector<domain::Warning>> surprises(Services& services, const PromotionCase& opened,
                                                const std::optional<ports::Dataflow>& holder) {
    domain::ArrivalFacts facts;
    facts.source = opened.facts.source;
    facts.trigger = opened.version->trigger;
    facts.dataflow = opened.decision.route->dataflow;
    NEO_TRY(of_source, arrivals_of_source(services, opened.facts));
    facts.of_source = std::move(of_source);
    if (facts.dataflow) {
        NEO_TRY(base, last_arrival(services, opened.facts.target, *facts.dataflow));
        facts.base = std::move(base);
    }
    facts.live = live_of(holder);
    return domain::arrival_warnings(facts);
}

// The newest approved or live version with this trigger.
std::optional<std::int64_t> head_of(const ports::Dataflow& dataflow, const domain::Trigger& trigger) {
    const auto& versions = dataflow.versions;
    const auto head = std::find_if(versions.rbegin(), versions.rend(), [&](const ports::DataflowVersion& version) {
        return domain::is_promotable(version.state) && version.trigger == trigger;
    });
    return head == versions.rend() ? std::nullopt : std::optional(head->version);
}

}  // namespace

outcome<Shown<Preflight>> preflight(Services& services, const Caller& caller, const PromotionRequest& request) {
    NEO_TRY(opened, open_case(services, caller.user(), request));
    Preflight answer{std::move(opened), std::nullopt, {}};
    const Visibility visibility(caller);
    PromotionCase& promotion_case = answer.promotion_case;
    const domain::PromotionFacts& facts = promotion_case.facts;

    std::optional<ports::Dataflow> holder;
    if (facts.trigger_holder) {
        NEO_TRY(dataflow, services.host.dataflow(facts.target, facts.trigger_holder->dataflow));
        holder = std::move(dataflow);
    }
    if (promotion_case.decision.failures.empty()) {
        NEO_TRY(warnings, surprises(services, promotion_case, holder));
        std::ranges::move(warnings, std::back_inserter(promotion_case.decision.warnings));
    }
    if (!holder || !promotion_case.version) return visibility.show(std::move(answer));
    if (const auto head = head_of(*holder, promotion_case.version->trigger)) {
        NEO_TRY(against, services.host.version({facts.target, holder->id, *head}));
        answer.against = std::move(against);
    }
    return visibility.show(std::move(answer));
}

}  // namespace neo::app
