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
    }
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

// A difference is of the contents of both.
Shown<Preflight> Visibility::show(Preflight preflight) const {
    PromotionCase& opened = preflight.promotion_case;
    const domain::PromotionFacts& facts = opened.facts;
    opened.decision.failures = show(std::move(opened.decision.failures), facts.source.organization, facts.target);
    // Of a third organization: the one that an earlier promotion came from.
    for (domain::Warning& warning : opened.decision.warnings) {
        if (warning.code != other_source) continue;
        const std::string third = named_organization(warning.facts);
        if (caller_.may_work_in(third)) continue;
        warning.message = "What arrived in that dataflow last came from organization '" + third + "'.";
        warning.facts = {{"organization", third}};
    }
    if (opened.version && !caller_.may_view(facts.source.organization))
        preflight.hidden.push_back(facts.source.organization);
    if (preflight.against && !caller_.may_view(facts.target)) preflight.hidden.push_back(facts.target);
    if (!preflight.hidden.empty()) {
        if (opened.version) cut_contents(*opened.version);
        if (preflight.against) cut_contents(*preflight.against);
    }
    return Shown(std::move(preflight));
}

}  // namespace neo::app
