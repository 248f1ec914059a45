// Organizations with their registrations, as a caller may see them (O1 to O3, A3, A4).
#pragma once

#include "caller.hpp"
#include "page.hpp"
#include "registrations.hpp"

#include <plugin/domain/failure.hpp>
#include <plugin/ports/registrations.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct RegisteredOrganization {
    ports::Organization organization;
    std::optional<ports::Registration> registration;
};

// Those that the caller may know, whose id or name contains `search` whatever its case, after the id `after`, in the
// order of their ids.
outcome<Page<RegisteredOrganization>> list_organizations(Services& services, const Caller& caller,
                                                         const std::string& search, const std::string& after,
                                                         int limit);

outcome<RegisteredOrganization> get_organization(Services& services, const Caller& caller,
                                                 const std::string& organization);

struct RegistrationResult {
    RegisteredOrganization organization;
    bool created = false;                   // it was not registered before
    std::vector<domain::Warning> warnings;  // M2: sibling mappings of the organization whose types differ now
};

// Takes a registration back that was made by mistake (M7, A4). Mappings from and to the organization stay: nothing can
// be promoted along them until it is registered again.
outcome<void> remove_registration(Services& services, const Caller& caller, const std::string& organization);

// Registers, or changes the type (O1, O2, A4, M7).
outcome<RegistrationResult> register_organization(Services& services, const Caller& caller,
                                                  const std::string& organization, domain::OrganizationType type);

}  // namespace neo::app
