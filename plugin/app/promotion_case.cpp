#include "promotion_case.hpp"

#include "caller.hpp"
#include "identifiers.hpp"
#include "registrations.hpp"

#include <algorithm>

namespace neo::app {

namespace {

// Types, mapping, and the rows that stand for them.
outcome<void> load_governance(Services& services, PromotionCase& opened) {
    domain::PromotionFacts& facts = opened.facts;
    NEO_TRY(registrations, services.store.registrations().registrations({facts.source.organization, facts.target}));
    for (const ports::Registration& registration : registrations) {
        if (registration.organization == facts.source.organization && facts.source_organization) {
            facts.source_organization->type = registration.type;
            opened.source_registration = registration.id;
        }
        if (registration.organization == facts.target && facts.target_organization) {
            facts.target_organization->type = registration.type;
            opened.target_registration = registration.id;
        }
    }
    NEO_TRY(mapping, services.store.registrations().mapping(facts.source.organization, facts.target));
    if (mapping) {
        facts.mapped = true;
        opened.mapping = mapping->id;
    }
    return boost::system::in_place_value;
}

outcome<void> load_version(Services& services, PromotionCase& opened) {
    NEO_TRY(version, services.host.version(opened.facts.source));
    if (!version) return boost::system::in_place_value;
    opened.facts.version = domain::VersionFacts{version->state, version->module, version->library_blocks};
    opened.version = std::move(version);
    return boost::system::in_place_value;
}

outcome<void> load_target(Services& services, PromotionCase& opened) {
    domain::PromotionFacts& facts = opened.facts;
    if (!facts.target_organization) return boost::system::in_place_value;
    NEO_TRY(applications, services.host.applications(facts.target));
    if (applications) add_applications(facts, *applications);
    if (!opened.version) return boost::system::in_place_value;
    NEO_TRY(holder, services.host.find_by_trigger(facts.target, opened.version->trigger));
    if (holder) add_holder(facts, *holder);
    return boost::system::in_place_value;
}

outcome<void> load_ledger(Services& services, PromotionCase& opened) {
    NEO_TRY(row, services.store.ledger().find(opened.key));
    opened.ledger_row = row;
    if (!row) return boost::system::in_place_value;
    using State = domain::EarlierPromotion::State;
    if (row->state == ports::LedgerState::done) {
        opened.facts.earlier = domain::EarlierPromotion{State::done, row->promotion};
    } else if (row->state != ports::LedgerState::failed && !row->lease_expired) {
        opened.facts.earlier = domain::EarlierPromotion{State::in_progress, row->promotion};
    }
    return boost::system::in_place_value;
}

}  // namespace

void add_applications(domain::TargetFacts& facts, const std::vector<ports::Application>& applications) {
    for (const ports::Application& application : applications)
        facts.target_applications.push_back({application.id, application.kind, application.name});
}

void add_holder(domain::TargetFacts& facts, const ports::TriggerHolder& holder) {
    const auto application =
        std::ranges::find(facts.target_applications, holder.application, &domain::ApplicationFacts::id);
    const std::string name = application == facts.target_applications.end() ? std::string() : application->name;
    facts.trigger_holder =
        domain::TriggerHolderFacts{holder.dataflow, {holder.application, holder.application_kind, name}};
}

outcome<PromotionCase> open_case(Services& services, const std::string& actor, const PromotionRequest& request) {
    PromotionCase opened;
    opened.request = request;
    opened.key = promotion_key(request.source, request.target);
    domain::PromotionFacts& facts = opened.facts;
    facts.actor = actor;
    facts.source = request.source;
    facts.target = request.target;
    facts.requested_application = request.application;

    NEO_TRY(from_source, services.host.allowed(actor, facts.source.organization, std::string(permission_promote)));
    NEO_TRY(to_target, services.host.allowed(actor, facts.target, std::string(permission_promote)));
    facts.may_promote_from_source = from_source;
    facts.may_promote_to_target = to_target;
    if (from_source && to_target) {
        NEO_TRY(source, services.host.organization(facts.source.organization));
        if (source) facts.source_organization = facts_of(*source, std::nullopt);
        NEO_TRY(target, services.host.organization(facts.target));
        if (target) facts.target_organization = facts_of(*target, std::nullopt);
        if (auto loaded = load_governance(services, opened); !loaded) return loaded.error();
        if (auto loaded = load_version(services, opened); !loaded) return loaded.error();
        if (auto loaded = load_target(services, opened); !loaded) return loaded.error();
        if (auto loaded = load_ledger(services, opened); !loaded) return loaded.error();
    }
    opened.decision = domain::decide_promotion(facts);
    return opened;
}

outcome<PromotionCase> reopen_case(Services& services, const ports::LedgerRow& row) {
    NEO_TRY(opened, open_case(services, row.actor,
                              {row.source, row.target_organization, row.requested_application, std::nullopt}));
    opened.facts.earlier.reset();
    opened.decision = domain::decide_promotion(opened.facts);
    return opened;
}

Problem refusal(const PromotionCase& promotion_case) {
    Problem problem(promotion_case.decision.failures);
    if (problem.kind == Problem::Kind::unprocessable || problem.kind == Problem::Kind::conflict) {
        const domain::PromotionFacts& facts = promotion_case.facts;
        if (!facts.source_organization) problem.kind = Problem::Kind::not_found;
    }
    return problem;
}

}  // namespace neo::app
