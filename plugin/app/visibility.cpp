#include "visibility.hpp"

#include "dataflows.hpp"
#include "mappings.hpp"
#include "preflight.hpp"
#include "targets.hpp"

#include <algorithm>
#include <optional>
#include <variant>

namespace neo::app {

namespace {

constexpr std::string_view target_has_own_changes = "target_has_own_changes";
constexpr std::string_view library_blocks_present = "library_blocks_present";
constexpr std::string_view other_source = "other_source";

std::string named_organization(const domain::Facts& facts) {
    const auto fact = std::ranges::find(facts, "organization", &domain::Facts::value_type::first);
    const auto* id = fact == facts.end() ? nullptr : std::get_if<std::string>(&fact->second);
    return id == nullptr ? std::string() : *id;
}

// The organizations that the failure tells facts of.
std::vector<std::string> sides_of(const domain::Failure& failure, const std::string& source,
                                  const std::string& target) {
    switch (domain::side_of(failure.code)) {
        case domain::Side::neither:
            break;
        case domain::Side::named:
            return {named_organization(failure.facts)};
        case domain::Side::source:
            return {source};
        case domain::Side::target:
            return {target};
        case domain::Side::both:
            return {source, target};
    }
    return {};
}

void cut_contents(ports::Version& version) {
    version.blocks = {};
    version.connections = {};
    version.tags.clear();
    version.library_blocks.clear();
    version.content.reset();
}

}  // namespace

std::vector<domain::Failure> Visibility::show(std::vector<domain::Failure> failures, const std::string& source,
                                              const std::string& target) const {
    for (domain::Failure& failure : failures) {
        const auto sides = sides_of(failure, source, target);
        const auto hidden =
            std::ranges::find_if(sides, [&](const std::string& side) { return !caller_.may_work_in(side); });
        if (hidden != sides.end()) {
            failure.message.clear();
            failure.remedy.clear();
            failure.facts = {{"organization", *hidden}};
        } else if (failure.code == library_blocks_present && !caller_.may_view(source)) {
            failure.message =
                "The dataflow includes blocks from a block library; which ones is told to who may view "
                "organization '" +
                source + "'.";
            failure.facts.clear();
        }
    }
    return failures;
}

Shown<ports::Promotion> Visibility::show(ports::Promotion promotion) const {
    const bool source = caller_.may_work_in(promotion.source.organization);
    const bool target = caller_.may_work_in(promotion.target_organization);
    promotion.failures =
        show(std::move(promotion.failures), promotion.source.organization, promotion.target_organization);
    if (!source) {
        promotion.source.dataflow.clear();
        promotion.source.version = 0;
        promotion.dataflow_name.reset();
        // What arrived has the same in the target.
        if (!target || promotion.status != ports::PromotionStatus::succeeded) promotion.trigger.reset();
    }
    if (!target) {
        promotion.target_application.reset();
        promotion.target_dataflow.reset();
        promotion.approved_version.reset();
        promotion.draft_version.reset();
        promotion.routed = false;
        promotion.standing.reset();
        promotion.base.reset();
    }
    promotion.warnings = show(std::move(promotion.warnings), promotion.target_organization);
    if (!caller_.may_view(promotion.source.organization) && !caller_.may_view(promotion.target_organization))
        promotion.content_hash.reset();
    return Shown(std::move(promotion));
}

std::vector<Shown<ports::Promotion>> Visibility::show(std::vector<ports::Promotion> promotions) const {
    std::vector<Shown<ports::Promotion>> shown;
    shown.reserve(promotions.size());
    for (ports::Promotion& promotion : promotions)
        shown.push_back(show(std::move(promotion)));
    return shown;
}

Shown<VersionView> Visibility::show(VersionView view) const {
    if (!caller_.may_view(view.version.organization)) {
        view.hidden = {view.version.organization};
        cut_contents(view.version);
    }
    return Shown(std::move(view));
}

Shown<Target> Visibility::show(Target target) const {
    if (!caller_.may_know(target.organization)) {
        target.name.reset();
        target.type.reset();
    }
    return Shown(std::move(target));
}

Shown<MappingView> Visibility::show(MappingView view) const {
    if (!caller_.may_know(view.mapping.target)) {
        view.target_name.reset();
        view.target_type.reset();
        view.promotable.reset();
        view.not_promotable.reset();
        view.warnings.clear();
    }
    return Shown(std::move(view));
}

std::vector<domain::Warning> Visibility::show(std::vector<domain::Warning> warnings, const std::string& target) const {
    const bool works_there = caller_.may_work_in(target);
    for (domain::Warning& warning : warnings) {
        const std::string third = warning.code == other_source ? named_organization(warning.facts) : target;
        if (!works_there) {
            warning.message.clear();
            warning.facts = {{"organization", target}};
        } else if (!caller_.may_work_in(third)) {
            warning.message = "What arrived in that dataflow last came from organization '" + third + "'.";
            warning.facts = {{"organization", third}};
        } else if (warning.code == target_has_own_changes && !caller_.may_view(target)) {
            warning.message =
                "The target's own people changed this dataflow since the last promotion; which blocks is told to who "
                "may "
                "view organization '" +
                target + "'. What arrives is without their changes.";
            std::erase_if(warning.facts, [](const auto& fact) { return fact.first == "blocks"; });
        }
    }
    return warnings;
}

// A difference is of the contents of both; what the target's people changed is of the target's alone.
Shown<Preflight> Visibility::show(Preflight preflight) const {
    PromotionCase& opened = preflight.promotion_case;
    const domain::PromotionFacts& facts = opened.facts;
    opened.decision.failures = show(std::move(opened.decision.failures), facts.source.organization, facts.target);
    opened.decision.warnings = show(std::move(opened.decision.warnings), facts.target);
    if (auto& base = opened.review.base; base && !caller_.may_work_in(base->source.organization)) {
        base->source.dataflow.clear();
        base->source.version = 0;
    }
    if (opened.version && !caller_.may_view(facts.source.organization)) {
        preflight.hidden.push_back(facts.source.organization);
        cut_contents(*opened.version);
        opened.review.findings = {};
    }
    if (preflight.head && !caller_.may_view(facts.target)) {
        preflight.hidden.push_back(facts.target);
        for (auto* version : {&preflight.head, &preflight.base, &preflight.live}) {
            if (*version) cut_contents(**version);
        }
    }
    return Shown(std::move(preflight));
}

}  // namespace neo::app
