// Organization mappings (rows M, A4, A5).
#pragma once

#include "organizations.hpp"
#include "visibility.hpp"

#include <plugin/domain/mapping_rules.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

// A mapping as a person sees it.
struct MappingView {
    ports::Mapping mapping;
    // Of a target that the caller may not know everything is unset.
    std::optional<std::string> target_name;               // the id when the host knows it no more
    std::optional<domain::OrganizationType> target_type;  // unset: not registered any more
    std::optional<bool> promotable;                       // whether promotions can go there
    std::optional<std::string> not_promotable;            // why they cannot (promotion_path.hpp)
    std::vector<domain::Warning> warnings;                // M2, E5
};

// The registrations of the targets of some mappings.
outcome<RegistrationsOf> load_target_registrations(Services& services, const std::vector<ports::Mapping>& mappings);

outcome<Page<Shown<MappingView>>> list_mappings(Services& services, const Caller& caller,
                                                const std::string& organization, const std::string& after, int limit);

// M1 to M4, M6: a target that the caller may not know answers as one that is not registered.
outcome<Shown<MappingView>> add_mapping(Services& services, const Caller& caller, const std::string& source,
                                        const std::string& target, domain::Relation relation);
// M7: who created the mapping and when stays; the change is told among the mapping changes.
outcome<Shown<MappingView>> change_relation(Services& services, const Caller& caller, const std::string& source,
                                            const std::string& target, domain::Relation relation);
outcome<void> remove_mapping(Services& services, const Caller& caller, const std::string& source,
                             const std::string& target);

// Newest first. Of one organization, which the caller may view; unset: of all that he may view (A5, W7), where a page
// may be short, even empty, and go on.
outcome<ports::ChangesPage> list_mapping_changes(Services& services, const Caller& caller,
                                                 const std::optional<std::string>& organization,
                                                 ports::ChangesFilter filter);

// Unset: the caller may work in the organization. One that he may not know answers like one that does not exist, unless
// he knows its id as the target of a mapping that he may see: then the permission is missing.
std::optional<Problem> check_mapped_or_work(Services& services, const Caller& caller, const std::string& organization);

// Every organization that the caller may view, with the mappings that go out from it.
struct OrganizationMap {
    std::vector<RegisteredOrganization> organizations;
    std::vector<Shown<MappingView>> mappings;
};
outcome<OrganizationMap> organization_map(Services& services, const Caller& caller);

}  // namespace neo::app
