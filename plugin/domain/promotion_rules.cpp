#include "promotion_rules.hpp"

#include "wording.hpp"

#include <algorithm>

namespace neo::domain {

namespace {

using Failures = std::vector<Failure>;

// A1, A2, A3.
void check_permissions(const PromotionFacts& facts, Failures& failures) {
    const auto missing = [&](const std::string& organization) {
        failures.push_back({"promote_permission_missing",
                            "You don't have the Neo Promote permission in organization " + quoted(organization) + ".",
                            "Ask an administrator of that organization for the Neo Promote permission.",
                            {{"organization", organization}}});
    };
    if (!facts.may_promote_from_source) missing(facts.source.organization);
    if (!facts.may_promote_to_target && facts.target != facts.source.organization) missing(facts.target);
}

// E7, O2.
void check_organization(const std::string& id, const std::optional<OrganizationFacts>& organization,
                        Failures& failures) {
    if (!organization) {
        failures.push_back({"organization_unknown",
                            "There is no organization " + quoted(id) + ".",
                            "Check the id of the organization.",
                            {{"organization", id}}});
        return;
    }
    if (!organization->neo_enabled) {
        failures.push_back({"neo_not_enabled",
                            "Neo is not enabled on organization " + named(id, organization) + ".",
                            "Ask the platform's administrator to enable Neo on it.",
                            {{"organization", id}}});
    }
    if (!organization->type) {
        failures.push_back({"organization_not_registered",
                            "Organization " + named(id, organization) + " is not registered for promotion.",
                            "Register it with an organization type on its own Org Mapping page.",
                            {{"organization", id}}});
    }
}

// E5, E7, O4 to O6: what lies between the two organizations.
void check_path(const PromotionFacts& facts, Failures& failures) {
    if (!facts.source_organization || !facts.target_organization) return;
    const OrganizationFacts& source = *facts.source_organization;
    const OrganizationFacts& target = *facts.target_organization;
    if (source.cluster != target.cluster) {
        failures.push_back(
            {"different_cluster",
             "The organizations are in different clusters (" + source.cluster + " and " + target.cluster + ").",
             "Choose a target organization in the same cluster.",
             {{"source_cluster", source.cluster}, {"target_cluster", target.cluster}}});
    }
    if (!facts.mapped) {
        failures.push_back({"mapping_missing",
                            "There is no organization mapping from " +
                                named(facts.source.organization, facts.source_organization) + " to " +
                                named(facts.target, facts.target_organization) + ".",
                            "Add the relation on the Org Mapping page of the source organization.",
                            {{"source", facts.source.organization}, {"target", facts.target}}});
    }
    if (source.type && target.type && !can_promote(*source.type, *target.type)) {
        failures.push_back({"hierarchy_forbids",
                            *why_not_promotable(source.type, target.type),
                            "Choose a target organization of a type that the hierarchy allows.",
                            {{"source_type", std::string(to_text(*source.type))},
                             {"target_type", std::string(to_text(*target.type))}}});
    }
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

// E1, E2, E3.
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
                            "The version is in state " + quoted(to_text(facts.version->state)) + ".",
                            "Only Approved and Live versions can be promoted: have it approved first.",
                            {{"state", std::string(to_text(facts.version->state))}}});
    }
    if (!facts.version->library_blocks.empty()) {
        std::string names;
        std::vector<std::string> ids;
        for (const LibraryBlock& block : facts.version->library_blocks) {
            names += (names.empty() ? "" : ", ") + named(block.id, block.name);
            ids.push_back(block.id);
        }
        failures.push_back({"library_blocks_present",
                            "The dataflow includes blocks from a block library: " + names + ".",
                            "Replace these blocks by blocks of the dataflow's own, and have that version approved.",
                            {{"blocks", std::move(ids)}}});
    }
}

Failure not_custom(const ApplicationFacts& application, std::string message) {
    return {"application_not_custom",
            std::move(message),
            "Promote to a custom application: the Default and the Middleware application take no promotions.",
            {{"application", application.id}, {"kind", std::string(to_text(application.kind))}}};
}

// T5, T7: the trigger decides; another application cannot be chosen.
std::optional<Route> route_by_trigger(const PromotionFacts& facts, Decision& decision) {
    const TriggerHolderFacts& holder = *facts.trigger_holder;
    const std::string where = "dataflow " + quoted(holder.dataflow) + " of application " + named(holder.application);
    if (holder.application.kind != ApplicationKind::custom) {
        decision.failures.push_back(
            not_custom(holder.application, "The target organization has this trigger URL and method already, in " +
                                               where + ", which is not a custom application."));
        return std::nullopt;
    }
    std::string reason = "The target organization has this trigger URL and method already, in " + where + ".";
    if (facts.requested_application && *facts.requested_application != holder.application.id) {
        decision.warnings.push_back({"application_routed", reason + " The promotion goes there and not to " +
                                                               quoted(*facts.requested_application) + "."});
    }
    return Route{holder.application.id, holder.dataflow, true, std::move(reason)};
}

bool has_custom_application(const std::vector<ApplicationFacts>& applications) noexcept {
    return std::ranges::find(applications, ApplicationKind::custom, &ApplicationFacts::kind) != applications.end();
}

// T1, T2, T4, T6.
std::optional<Route> route_by_choice(const PromotionFacts& facts, Failures& failures) {
    if (!has_custom_application(facts.target_applications)) {
        failures.push_back(
            {"no_custom_application",
             "Organization " + named(facts.target, facts.target_organization) + " has no custom application.",
             "Create a custom application in the target organization, then try again.",
             {{"organization", facts.target}}});
        if (!facts.requested_application) return std::nullopt;
    }
    if (!facts.requested_application) {
        failures.push_back({"application_required",
                            "No application of the target organization was chosen.",
                            "Choose one of its custom applications.",
                            {{"organization", facts.target}}});
        return std::nullopt;
    }
    const auto found =
        std::ranges::find(facts.target_applications, *facts.requested_application, &ApplicationFacts::id);
    if (found == facts.target_applications.end()) {
        failures.push_back({"application_unknown",
                            "Organization " + named(facts.target, facts.target_organization) + " has no application " +
                                quoted(*facts.requested_application) + ".",
                            "Choose one of its custom applications.",
                            {{"application", *facts.requested_application}}});
        return std::nullopt;
    }
    if (found->kind != ApplicationKind::custom) {
        failures.push_back(not_custom(*found, "Application " + named(*found) + " is not a custom application."));
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

Decision decide_promotion(const PromotionFacts& facts) {
    Decision decision;
    check_permissions(facts, decision.failures);
    if (!decision.failures.empty()) return decision;

    const bool same = facts.source.organization == facts.target;
    check_organization(facts.source.organization, facts.source_organization, decision.failures);
    if (same) {
        decision.failures.push_back({"same_organization",
                                     "Source and target are the same organization.",
                                     "Choose another target organization.",
                                     {{"organization", facts.target}}});
    } else {
        check_organization(facts.target, facts.target_organization, decision.failures);
        check_path(facts, decision.failures);
        check_module(facts, decision.failures);
    }
    check_version(facts, decision.failures);
    if (!same && facts.target_organization && facts.version) {
        decision.route =
            facts.trigger_holder ? route_by_trigger(facts, decision) : route_by_choice(facts, decision.failures);
    }
    check_earlier(facts, decision.failures);
    return decision;
}

std::optional<std::string> why_not_promotable(std::optional<OrganizationType> source,
                                              std::optional<OrganizationType> target) {
    if (!source) return "The source organization is not registered.";
    if (!target) return "The target organization is not registered.";
    if (can_promote(*source, *target)) return std::nullopt;
    return "The hierarchy does not let an organization of type " + quoted(to_text(*source)) +
           " promote to one of type " + quoted(to_text(*target)) + ".";
}

}  // namespace neo::domain
