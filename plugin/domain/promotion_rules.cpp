#include "promotion_rules.hpp"

#include "promotion_path.hpp"
#include "wording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace neo::domain {

namespace {

using Failures = std::vector<Failure>;

void check_permissions(const PromotionFacts& facts, Failures& failures) {
    if (!facts.may_promote_from_source)
        failures.push_back(promote_permission_missing(facts.actor, facts.source.organization));
    if (!facts.may_promote_to_target && facts.target != facts.source.organization)
        failures.push_back(promote_permission_missing(facts.actor, facts.target));
}

// E6.
void check_module(const PromotionFacts& facts, Failures& failures) {
    if (!facts.target_organization || !facts.version || !facts.version->module) return;
    const std::string& module = *facts.version->module;
    if (std::ranges::find(facts.target_organization->modules, module) != facts.target_organization->modules.end())
        return;
    failures.push_back(
        {"module_access_missing",
         "Organization " + named(facts.target, facts.target_organization) + " has no access to the module " +
             quoted(module) + " that the dataflow needs.",
         "Ask the platform's administrator for access to the module, or choose another target organization.",
         {{"organization", facts.target}, {"module", module}}});
}

// A content may hold any number of blocks, of any names: what is told of them is bounded (A8).
constexpr std::size_t most_blocks_named = 20;

std::string_view way_to_approval(VersionState state) {
    switch (state) {
        case VersionState::draft:
            return "Send it for approval and have it approved.";
        case VersionState::rejected:
            return "Make it a draft again, mend what it was rejected for, and have it approved.";
        default:
            return "Have it approved.";
    }
}

// E1, E2, E3, W5.
void check_version(const PromotionFacts& facts, Failures& failures) {
    if (!facts.version) {
        failures.push_back({"version_unknown",
                            "There is no version " + std::to_string(facts.source.version) + " of dataflow " +
                                quoted(facts.source.dataflow) + " in organization " +
                                named(facts.source.organization, facts.source_organization) + ".",
                            "Check the dataflow and the version.",
                            {{"dataflow", facts.source.dataflow}, {"version", std::to_string(facts.source.version)}}});
        return;
    }
    if (!is_promotable(facts.version->state)) {
        failures.push_back({"version_not_promotable",
                            "The version is in state " + std::string(label(facts.version->state)) +
                                "; only Approved and Live versions can be promoted.",
                            std::string(way_to_approval(facts.version->state)),
                            {{"state", std::string(to_text(facts.version->state))}}});
    }
    if (!facts.version->library_blocks.empty()) {
        const auto& blocks = facts.version->library_blocks;
        std::string names;
        std::vector<std::string> ids;
        for (std::size_t at = 0; at < std::min(blocks.size(), most_blocks_named); ++at) {
            ids.push_back(shortened(blocks[at].id));
            names += (at == 0 ? "" : ", ") + named(ids.back(), shortened(blocks[at].name));
        }
        if (blocks.size() > most_blocks_named)
            names += " and " + std::to_string(blocks.size() - most_blocks_named) + " more";
        failures.push_back({"library_blocks_present",
                            "The dataflow includes blocks from a block library: " + names + ".",
                            "Replace these blocks by blocks of the dataflow's own, and have that version approved.",
                            {{"blocks", std::move(ids)}}});
    }
    if (const auto& reason = facts.version->recalled) {
        failures.push_back(
            {"version_recalled",
             "The version was recalled and goes nowhere further. The reason: " + quoted(shortened(*reason)) + ".",
             "Promote another version of the dataflow, or have the recall taken back by who may promote "
             "from its organization.",
             {{"reason", *reason}}});
    }
}

Failure not_custom(const ApplicationFacts& application, std::string message, std::string remedy) {
    return {"application_not_custom",
            std::move(message),
            std::move(remedy),
            {{"application", application.id}, {"kind", std::string(to_text(application.kind))}}};
}

// T5, T7: the trigger decides; another application cannot be chosen.
std::optional<Route> route_by_trigger(const TargetFacts& facts, Decision& decision) {
    const TriggerHolderFacts& holder = *facts.trigger_holder;
    const std::string dataflow = "dataflow " + quoted(holder.dataflow);
    const std::string where = dataflow + " of application " + named(holder.application);
    if (holder.application.kind != ApplicationKind::custom) {
        decision.failures.push_back(
            not_custom(holder.application,
                       "The target organization has this trigger URL and method already, in " + where +
                           ", which is not a custom application: it takes no promotions.",
                       "In the target organization, move " + dataflow +
                           " to a custom application or give it another trigger; or change the trigger URL or method "
                           "here, and have that version approved."));
        return std::nullopt;
    }
    std::string reason = "The target organization has this trigger URL and method already, in " + where + ".";
    if (facts.requested_application && *facts.requested_application != holder.application.id) {
        decision.warnings.push_back(
            {"application_routed",
             reason + " The promotion goes there and not to " + quoted(*facts.requested_application) + ".",
             {{"application", holder.application.id}}});
    }
    return Route{holder.application.id, holder.dataflow, true, std::move(reason)};
}

// "Choose CRM (crm) or Ops (ops)."
std::string choose_custom(const std::vector<ApplicationFacts>& applications) {
    constexpr std::size_t most_named = 5;
    std::vector<std::string> names;
    for (const ApplicationFacts& application : applications) {
        if (application.kind == ApplicationKind::custom) names.push_back(named(application));
    }
    if (names.empty()) return "Create a custom application in the target organization, then try again.";
    if (names.size() > most_named) return "Choose one of its " + std::to_string(names.size()) + " custom applications.";
    return "Choose a custom application: " + listed(names, "or") + ".";
}

bool has_custom_application(const std::vector<ApplicationFacts>& applications) noexcept {
    return std::ranges::find(applications, ApplicationKind::custom, &ApplicationFacts::kind) != applications.end();
}

// T1, T2, T4, T6.
std::optional<Route> route_by_choice(const TargetFacts& facts, Failures& failures) {
    const std::string remedy = choose_custom(facts.target_applications);
    if (!has_custom_application(facts.target_applications)) {
        failures.push_back(
            {"no_custom_application",
             "Organization " + named(facts.target, facts.target_organization) + " has no custom application.",
             remedy,
             {{"organization", facts.target}}});
        if (!facts.requested_application) return std::nullopt;
    }
    if (!facts.requested_application) {
        failures.push_back({"application_required",
                            "No application of the target organization was chosen.",
                            remedy,
                            {{"organization", facts.target}}});
        return std::nullopt;
    }
    const auto found =
        std::ranges::find(facts.target_applications, *facts.requested_application, &ApplicationFacts::id);
    if (found == facts.target_applications.end()) {
        failures.push_back({"application_unknown",
                            "Organization " + named(facts.target, facts.target_organization) + " has no application " +
                                quoted(*facts.requested_application) + ".",
                            remedy,
                            {{"application", *facts.requested_application}}});
        return std::nullopt;
    }
    if (found->kind != ApplicationKind::custom) {
        failures.push_back(not_custom(
            *found, "Application " + named(*found) + " is not a custom application: it takes no promotions.", remedy));
        return std::nullopt;
    }
    return Route{found->id, std::nullopt, false, std::nullopt};
}

// U2.
void check_earlier(const PromotionFacts& facts, Failures& failures) {
    if (!facts.earlier) return;
    if (facts.earlier->state == EarlierPromotion::State::done) {
        failures.push_back({"already_promoted",
                            "This version was promoted to organization " +
                                named(facts.target, facts.target_organization) + " already.",
                            "Have a new version approved to promote again.",
                            {{"promotion", facts.earlier->promotion}}});
    } else {
        failures.push_back({"promotion_in_progress",
                            "This version is being promoted to organization " +
                                named(facts.target, facts.target_organization) + " right now.",
                            "Wait for that promotion to end; the history shows it.",
                            {{"promotion", facts.earlier->promotion}}});
    }
}

}  // namespace

Failure promote_permission_missing(const std::string& actor, const std::string& organization) {
    return {"promote_permission_missing",
            quoted(actor) + " does not have the Neo Promote permission in organization " + quoted(organization) + ".",
            "Ask an administrator of that organization for the Neo Promote permission.",
            {{"organization", organization}}};
}

Decision decide_route(const TargetFacts& facts) {
    Decision decision;
    decision.route =
        facts.trigger_holder ? route_by_trigger(facts, decision) : route_by_choice(facts, decision.failures);
    return decision;
}

Decision decide_promotion(const PromotionFacts& facts) {
    Decision decision;
    check_permissions(facts, decision.failures);
    if (!decision.failures.empty()) return decision;

    const bool same = facts.source.organization == facts.target;
    decision.failures = check_path({facts.source.organization, facts.source_organization},
                                   {facts.target, facts.target_organization}, facts.mapped);
    if (!same) check_module(facts, decision.failures);
    check_version(facts, decision.failures);
    if (!same && facts.target_organization && facts.version) {
        Decision routed = decide_route(facts);
        std::ranges::move(routed.failures, std::back_inserter(decision.failures));
        decision.warnings = std::move(routed.warnings);
        decision.route = std::move(routed.route);
    }
    check_earlier(facts, decision.failures);
    return decision;
}

}  // namespace neo::domain
