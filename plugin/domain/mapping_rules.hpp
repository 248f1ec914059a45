// The rules of registrations and mappings (O2, M2, M3, M4, M6, A4) as pure functions.
#pragma once

#include "failure.hpp"
#include "promotion_facts.hpp"
#include "relation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::domain {

// Unset: the actor may administer the organization (A4). It is told alone, whether the organization exists or not.
std::optional<Failure> check_admin(const std::string& organization, bool may_administer);

// O2: an organization is registered only where Neo is enabled.
std::vector<Failure> check_registration(const std::string& organization, const std::string& name, bool neo_enabled);

struct MappingFacts {
    std::string source;
    std::string target;
    OrganizationFacts source_organization;
    std::optional<OrganizationFacts> target_organization;  // unset: there is none, or the actor may not know it
    bool mapped = false;
};

// Every reason against adding the mapping; that it is there already is told alone.
std::vector<Failure> check_new_mapping(const MappingFacts& facts);

// M2, E5: what to tell of a mapping between these organizations; nothing of the type of one that is not registered.
std::vector<Warning> mapping_warnings(Relation relation, const OrganizationFacts& source,
                                      const OrganizationFacts& target);

}  // namespace neo::domain
