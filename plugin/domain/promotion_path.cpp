#include "promotion_path.hpp"

#include "wording.hpp"

namespace neo::domain {

namespace {

using Failures = std::vector<Failure>;

// E7, O2.
void check_organization(const PathEnd& end, Failures& failures) {
    if (!end.organization) {
        failures.push_back({"organization_unknown",
                            "There is no organization " + quoted(end.id) + ".",
                            "Check the id of the organization.",
                            {{"organization", end.id}}});
        return;
    }
    if (!end.organization->neo_enabled) {
        failures.push_back({"neo_not_enabled",
                            "Neo is not enabled on organization " + named(end.id, end.organization) + ".",
                            "Ask the platform's administrator to enable Neo on it.",
                            {{"organization", end.id}}});
    }
    if (!end.organization->type) {
        failures.push_back({"organization_not_registered",
                            "Organization " + named(end.id, end.organization) + " is not registered for promotion.",
                            "Register it with an organization type on its own Org Mapping page.",
                            {{"organization", end.id}}});
    }
}

// O4, O5: says which types would do, and where there are none, that there are none.
Failure hierarchy_forbids(OrganizationType source, OrganizationType target) {
    const Facts facts{{"source_type", std::string(to_text(source))}, {"target_type", std::string(to_text(target))}};
    const std::vector<OrganizationType> allowed = targets_of(source);
    if (allowed.empty()) {
        return {"hierarchy_forbids",
                "Nothing is promoted from an organization of type " + std::string(label(source)) + ".",
                "Promote from a Dev, SIT or UAT organization.", facts};
    }
    std::vector<std::string> labels;
    for (const OrganizationType type : allowed)
        labels.emplace_back(label(type));
    return {"hierarchy_forbids",
            "The hierarchy does not let an organization of type " + std::string(label(source)) +
                " promote to one of type " + std::string(label(target)) + ".",
            "Choose a target organization of type " + listed(labels, "or") + ".", facts};
}

}  // namespace

Failures check_path(const PathEnd& source, const PathEnd& target, bool mapped) {
    Failures failures;
    check_organization(source, failures);
    if (source.id == target.id) {
        failures.push_back({"same_organization",
                            "Source and target are the same organization.",
                            "Choose another target organization.",
                            {{"organization", target.id}}});
        return failures;
    }
    check_organization(target, failures);
    if (!source.organization || !target.organization) return failures;
    if (source.organization->cluster != target.organization->cluster) {
        failures.push_back(
            {"different_cluster",
             "The organizations are in different clusters (" + source.organization->cluster + " and " +
                 target.organization->cluster + ").",
             "Choose a target organization in cluster " + source.organization->cluster + ".",
             {{"source_cluster", source.organization->cluster}, {"target_cluster", target.organization->cluster}}});
    }
    if (!mapped) {
        failures.push_back({"mapping_missing",
                            "There is no organization mapping from " + named(source.id, source.organization) + " to " +
                                named(target.id, target.organization) + ".",
                            "Add the relation on the Org Mapping page of the source organization.",
                            {{"source", source.id}, {"target", target.id}}});
    }
    const auto& source_type = source.organization->type;
    const auto& target_type = target.organization->type;
    if (source_type && target_type && !can_promote(*source_type, *target_type))
        failures.push_back(hierarchy_forbids(*source_type, *target_type));
    return failures;
}

std::optional<std::string> why_not_promotable(const PathEnd& source, const PathEnd& target) {
    std::string why;
    for (const Failure& failure : check_path(source, target, true))
        why += (why.empty() ? "" : " ") + failure.message;
    return why.empty() ? std::nullopt : std::optional(std::move(why));
}

}  // namespace neo::domain
