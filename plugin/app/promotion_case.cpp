#include "promotion_case.hpp"

#include "caller.hpp"
#include "identifiers.hpp"
#include "plan.hpp"
#include "registrations.hpp"

#include <algorithm>
#include <iterator>

namespace neo::app {

namespace {

// Unset: the row stands in nobody's way.
std::optional<domain::EarlierPromotion> earlier_of(const ports::LedgerRow& row) {
    using State = domain::EarlierPromotion::State;
    if (row.state == ports::LedgerState::done) return domain::EarlierPromotion{State::done, row.promotion};
    if (row.state == ports::LedgerState::failed || row.lease_expired) return std::nullopt;
    return domain::EarlierPromotion{State::in_progress, row.promotion};
}

// Types, mapping, the rows that stand for them, and what the ledger says.
outcome<void> load_basis(Services& services, PromotionCase& opened) {
    domain::PromotionFacts& facts = opened.facts;
    const std::string holder = opened.holder ? opened.holder->dataflow : std::string();
    NEO_TRY(basis, services.store.ledger().basis(opened.key, facts.source, facts.target, holder));
    if (basis.source && facts.source_organization) facts.source_organization->type = basis.source->type;
    if (basis.target && facts.target_organization) facts.target_organization->type = basis.target->type;
    facts.mapped = basis.mapping.has_value();
    if (facts.version) facts.version->recalled = basis.recalled;
    if (basis.row) facts.earlier = earlier_of(*basis.row);
    opened.basis = std::move(basis);
    return boost::system::in_place_value;
}

// What the host says of it, where the actor may promote.
void take_facts(PromotionCase& opened, ports::CaseFacts told) {
    domain::PromotionFacts& facts = opened.facts;
    if (told.source) facts.source_organization = facts_of(*told.source, std::nullopt);
    if (told.target) facts.target_organization = facts_of(*told.target, std::nullopt);
    if (told.version) {
        facts.version = domain::VersionFacts{told.version->state, told.version->module, told.version->library_blocks};
    }
    if (told.applications) add_applications(facts, *told.applications);
    if (told.holder) add_holder(facts, *told.holder);
    opened.version = std::move(told.version);
    opened.holder = std::move(told.holder);
}

bool may_promote(const domain::PromotionFacts& facts) {
    return facts.may_promote_from_source && facts.may_promote_to_target;
}

outcome<PromotionCase> load(Services& services, const std::string& actor, const PromotionRequest& request) {
    PromotionCase opened;
    opened.request = request;
    opened.key = promotion_key(request.source, request.target);
    domain::PromotionFacts& facts = opened.facts;
    facts.actor = actor;
    facts.source = request.source;
    facts.target = request.target;
    facts.requested_application = request.application;

    NEO_TRY(told, services.host.case_facts(actor, facts.source, facts.target));
    facts.may_promote_from_source = told.may_promote_from_source;
    facts.may_promote_to_target = told.may_promote_to_target;
    if (!may_promote(facts)) return opened;
    take_facts(opened, std::move(told));
    if (auto loaded = load_basis(services, opened); !loaded) return loaded.error();
    return opened;
}

// What was looked at is what happens, or nothing does.
void keep_to_plan(PromotionCase& opened) {
    const auto moved = moved_parts(*opened.request.plan, opened);
    if (moved.empty()) return;
    std::string parts;
    for (const std::string& part : moved)
        parts += (parts.empty() ? "" : ", ") + part;
    auto& failures = opened.decision.failures;
    failures.insert(failures.begin(), {"plan_changed",
                                       "What the plan was made on is no longer so: " + parts + ".",
                                       "Look at it as it is now, then promote under the new plan.",
                                       {{"changed", moved}}});
    opened.decision.warnings.clear();
}

// `holds_row`: the row is that of this attempt. Another's that is unfinished may be what moved the parts: it comes to
// an end first.
outcome<void> decide(Services& services, PromotionCase& opened, bool holds_row) {
    opened.decision = domain::decide_promotion(opened.facts);
    if (!may_promote(opened.facts)) return boost::system::in_place_value;
    NEO_TRY(reviewed, review(services, {opened.facts, opened.version, opened.holder, opened.basis, opened.decision}));
    opened.review = std::move(reviewed);
    std::ranges::move(opened.review.warnings, std::back_inserter(opened.decision.warnings));
    const bool is_free =
        holds_row || (!opened.facts.earlier && !(opened.basis.row && is_unfinished(*opened.basis.row)));
    if (opened.request.plan && is_free) keep_to_plan(opened);
    return boost::system::in_place_value;
}

}  // namespace

bool is_unfinished(const ports::LedgerRow& row) {
    return row.state == ports::LedgerState::prepared || row.state == ports::LedgerState::aborting;
}

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
    NEO_TRY(opened, load(services, actor, request));
    if (auto decided = decide(services, opened, false); !decided) return decided.error();
    return opened;
}

outcome<PromotionCase> reopen_case(Services& services, const ports::LedgerRow& row) {
    PromotionRequest request{row.source, row.target_organization, row.requested_application, std::nullopt};
    request.plan = row.plan;
    NEO_TRY(opened, load(services, row.actor, request));
    opened.facts.earlier.reset();
    if (auto decided = decide(services, opened, true); !decided) return decided.error();
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
