#include "mapping_rules.hpp"

#include "wording.hpp"

namespace neo::domain {

std::optional<Failure> check_admin(const std::string& organization, bool may_administer) {
    if (may_administer) return std::nullopt;
    return Failure{"admin_permission_missing",
                   "You don't have the Neo admin permission in organization " + quoted(organization) + ".",
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
    if (facts.mapped) {
        return {{"mapping_exists",
                 "There is a mapping from " + named(facts.source, facts.source_name) + " to " +
                     named(facts.target, facts.target_name) + " already.",
                 "Change its relation type instead, or choose another target organization.",
                 {{"source", facts.source}, {"target", facts.target}}}};
    }
    std::vector<Failure> failures;
    if (!facts.source_type) {
        failures.push_back({"source_not_registered",
                            "Organization " + named(facts.source, facts.source_name) + " is not registered.",
                            "Register it on the tab Current Organization first.",
                            {{"organization", facts.source}}});
    }
    if (facts.source == facts.target) {
        failures.push_back({"mapping_to_self",
                            "An organization cannot be mapped to itself.",
                            "Choose another target organization.",
                            {{"organization", facts.target}}});
        return failures;
    }
    if (facts.target_known && !facts.target_neo_enabled) {
        failures.push_back(
            {"target_neo_not_enabled",
             "Neo is not enabled on the target organization " + named(facts.target, facts.target_name) + ".",
             "Ask the platform's administrator to enable Neo on it.",
             {{"organization", facts.target}}});
    }
    if (!facts.target_known || !facts.target_type) {
        failures.push_back({"target_not_registered",
                            "The target organization " + named(facts.target, facts.target_name) + " is not registered.",
                            "Register it on its own Org Mapping page first.",
                            {{"organization", facts.target}}});
    }
    return failures;
}

std::vector<Warning> relation_warnings(Relation relation, OrganizationType source, OrganizationType target) {
    if (relation != Relation::sibling || source == target) return {};
    return {{"sibling_types_differ", "Sibling is meant for organizations of the same type, but these are '" +
                                         std::string(to_text(source)) + "' and '" + std::string(to_text(target)) +
                                         "'."}};
}

}  // namespace neo::domain
