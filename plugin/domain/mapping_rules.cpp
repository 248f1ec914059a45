#include "mapping_rules.hpp"

#include "wording.hpp"

namespace neo::domain {

std::optional<Failure> check_admin(const std::string& organization, bool may_administer) {
    if (may_administer) return std::nullopt;
    return Failure{"admin_permission_missing",
                   "The Neo admin permission in organization " + quoted(organization) + " is missing.",
                   "Ask an administrator of that organization for the Neo admin permission.",
                   {{"organization", organization}}};
}

std::vector<Failure> check_registration(const std::string& organization, const std::string& name, bool neo_enabled) {
    if (neo_enabled) return {};
    return {{"neo_not_enabled",
             "Neo is not enabled on organization " + named(organization, name) + ".",
             "Ask the platform's administrator to enable Neo on it, then register it.",
             {{"organization", organization}}}};
}

std::vector<Failure> check_new_mapping(const MappingFacts& facts) {
    const std::string source = named(facts.source, facts.source_organization.name);
    const std::string target = named(facts.target, facts.target_organization);
    if (facts.mapped) {
        return {{"mapping_exists",
                 "There is a mapping from " + source + " to " + target + " already.",
                 "Change its relation type instead, or choose another target organization.",
                 {{"source", facts.source}, {"target", facts.target}}}};
    }
    std::vector<Failure> failures =
        check_registration(facts.source, facts.source_organization.name, facts.source_organization.neo_enabled);
    if (!facts.source_organization.type) {
        failures.push_back({"source_not_registered",
                            "Organization " + source + " is not registered.",
                            "Register it first, on the tab Current Organization of its Org Mapping page.",
                            {{"organization", facts.source}}});
    }
    if (facts.source == facts.target) {
        failures.push_back({"mapping_to_self",
                            "An organization cannot be mapped to itself.",
                            "Choose another target organization.",
                            {{"organization", facts.target}}});
        return failures;
    }
    if (!facts.target_organization) {
        failures.push_back({"target_not_registered",
                            "The target organization " + target + " is not registered, or not known to the actor.",
                            "Check its id, and have it registered on its own Org Mapping page; or ask for a permission "
                            "in it.",
                            {{"organization", facts.target}}});
        return failures;
    }
    if (!facts.target_organization->neo_enabled) {
        failures.push_back({"target_neo_not_enabled",
                            "Neo is not enabled on the target organization " + target + ".",
                            "Ask the platform's administrator to enable Neo on it.",
                            {{"organization", facts.target}}});
    }
    if (!facts.target_organization->type) {
        failures.push_back({"target_not_registered",
                            "The target organization " + target + " is not registered.",
                            "Register it on its own Org Mapping page first.",
                            {{"organization", facts.target}}});
    }
    return failures;
}

std::vector<Warning> mapping_warnings(Relation relation, const OrganizationFacts& source,
                                      const OrganizationFacts& target) {
    std::vector<Warning> warnings;
    if (relation == Relation::sibling && source.type && target.type && source.type != target.type) {
        warnings.push_back({"sibling_types_differ",
                            "Sibling is meant for organizations of the same type, but these are of type " +
                                std::string(label(*source.type)) + " and " + std::string(label(*target.type)) + ".",
                            {{"source_type", std::string(to_text(*source.type))},
                             {"target_type", std::string(to_text(*target.type))}}});
    }
    if (source.cluster != target.cluster) {
        warnings.push_back(
            {"different_cluster",
             "Nothing can be promoted along this mapping: the organizations are in different clusters (" +
                 source.cluster + " and " + target.cluster + ").",
             {{"source_cluster", source.cluster}, {"target_cluster", target.cluster}}});
    }
    return warnings;
}

}  // namespace neo::domain
