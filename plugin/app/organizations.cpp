#include "organizations.hpp"

#include "identifiers.hpp"

#include <neo/host/cpp/lower_case.hpp>
#include <plugin/domain/mapping_rules.hpp>

namespace neo::app {

namespace {

// Those named in the caller's grants, read one by one: a caller has few.
outcome<std::vector<ports::Organization>> granted_organizations(Services& services, const Caller& caller,
                                                                const std::string& search, const std::string& after,
                                                                std::size_t limit) {
    const sdk::LowerCase lower;
    const std::string part = lower.of(search);
    std::vector<ports::Organization> found;
    for (const std::string& id : caller.organizations({})) {
        if (id <= after) continue;
        if (found.size() == limit) break;
        NEO_TRY(organization, services.host.organization(id));
        if (!organization) continue;
        if (lower.of(organization->id).find(part) != std::string::npos ||
            lower.of(organization->name).find(part) != std::string::npos) {
            found.push_back(std::move(*organization));
        }
    }
    return found;
}

}  // namespace

outcome<Page<RegisteredOrganization>> list_organizations(Services& services, const Caller& caller,
                                                         const std::string& search, const std::string& after,
                                                         int limit) {
    std::vector<ports::Organization> organizations;
    if (caller.everywhere({})) {
        NEO_TRY(all, services.host.organizations(search, after, limit + 1));
        organizations = std::move(all);
    } else {
        NEO_TRY(granted, granted_organizations(services, caller, search, after, static_cast<std::size_t>(limit) + 1));
        organizations = std::move(granted);
    }
    Page<ports::Organization> found = page_of(std::move(organizations), limit);
    std::vector<std::string> ids;
    for (const ports::Organization& organization : found.items)
        ids.push_back(organization.id);
    NEO_TRY(registrations, RegistrationsOf::load(services, ids));

    Page<RegisteredOrganization> page{{}, found.more};
    for (ports::Organization& organization : found.items) {
        auto registration = registrations.find(organization.id);
        page.items.push_back({std::move(organization), std::move(registration)});
    }
    return page;
}

outcome<RegisteredOrganization> get_organization(Services& services, const Caller& caller,
                                                 const std::string& organization) {
    NEO_TRY(known, load_known_organization(services, caller, organization));
    NEO_TRY(registration, services.store.registrations().registration(organization));
    return RegisteredOrganization{std::move(known), std::move(registration)};
}

outcome<RegistrationResult> register_organization(Services& services, const Caller& caller,
                                                  const std::string& organization, domain::OrganizationType type) {
    if (const auto denied = domain::check_admin(organization, caller.has(permission_admin, organization))) {
        return as_problem(std::vector{*denied});
    }
    NEO_TRY(known, load_known_organization(services, caller, organization));
    if (auto failures = domain::check_registration(organization, known.name, known.neo_enabled); !failures.empty()) {
        return as_problem(std::move(failures));
    }
    const Time now = services.clock.now();
    ports::Registration registration{new_id(now), organization, type, now, caller.user()};
    ports::MappingChange change;
    change.id = new_id(now);
    change.organization = organization;
    change.actor = caller.user();
    change.at = now;
    NEO_TRY(before, services.store.registrations().put_registration(registration, std::move(change)));
    if (before && before->type == type) registration = *before;
    return RegistrationResult{{std::move(known), std::move(registration)}, !before.has_value()};
}

}  // namespace neo::app
