// The rules of registrations and mappings (O2, M2, M3, M4, M6, A4) as pure functions.
#pragma once

#include "failure.hpp"
#include "organization_type.hpp"
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
    std::optional<OrganizationType> source_type;  // unset: not registered
    std::optional<OrganizationType> target_type;
    bool target_known = false;  // it exists and the actor may know it
    bool target_neo_enabled = false;
    bool mapped = false;
    std::string source_name;  // for messages; empty: told by its id
    std::string target_name;
};

// Every reason against adding the mapping; that it is there already is told alone.
std::vector<Failure> check_new_mapping(const MappingFacts& facts);

// M2: what to tell about a relation between organizations of these types.
std::vector<Warning> relation_warnings(Relation relation, OrganizationType source, OrganizationType target);

}  // namespace neo::domain
