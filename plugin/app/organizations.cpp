#include "organizations.hpp"

#include "identifiers.hpp"

#include <neo/host/cpp/lower_case.hpp>
#include <plugin/domain/mapping_rules.hpp>
#include <plugin/domain/wording.hpp>

#include <algorithm>
#include <iterator>

namespace neo::app {

namespace {

// Those named in the caller's grants, read one by one: a caller has few.
outcome<std::vector<ports::Organization>> granted_organizations(Services& services, const Caller& caller,
                                                                const std::string& search, const std::string& after,
                                                                std::size_t limit) {
    static const sdk::LowerCase lower;  // making one takes longer than a page
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

ports::MappingChange change_of(const Caller& caller, Time now, const std::string& organization) {
    ports::MappingChange change;
    change.id = new_id(now);
    change.organization = organization;
    change.actor = caller.user();
    change.at = now;
    return change;
}

// M2, also after a type changed: what the relations of an organization's mappings say wrongly now.
outcome<std::vector<domain::Warning>> sibling_warnings(Services& services, const domain::OrganizationFacts& source,
                                                       const std::string& organization) {
    NEO_TRY(mappings, services.store.registrations().mappings(organization, {}, largest_page));
    std::erase_if(mappings,
                  [](const ports::Mapping& mapping) { return mapping.relation != domain::Relation::sibling; });
    std::vector<std::string> targets;
    std::ranges::transform(mappings, std::back_inserter(targets), &ports::Mapping::target);
    NEO_TRY(registrations, RegistrationsOf::load(services, targets));
    std::vector<domain::Warning> warnings;
    for (const std::string& target : targets) {
        // Of the same cluster, for only the types are asked about.
        const domain::OrganizationFacts facts{source.cluster, true, {}, type_of(registrations.find(target))};
        for (domain::Warning& warning : domain::mapping_warnings(domain::Relation::sibling, source, facts)) {
            warning.message = "The mapping to " + domain::quoted(target) + ": " + warning.message;
            warning.facts.emplace_back("target", target);
            warnings.push_back(std::move(warning));
        }
    }
    return warnings;
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
    NEO_TRY(known, load_administered_organization(services, caller, organization));
    if (auto failures = domain::check_registration(organization, known.name, known.neo_enabled); !failures.empty()) {
        return Problem(std::move(failures));
    }
    const Time now = services.clock.now();
    ports::Registration registration{new_id(now), organization, type, now, caller.user()};
    NEO_TRY(before,
            services.store.registrations().put_registration(registration, change_of(caller, now, organization)));
    if (before && before->type == type) registration = *before;
    NEO_TRY(warnings, sibling_warnings(services, facts_of(known, registration), organization));
    return RegistrationResult{{std::move(known), std::move(registration)}, !before.has_value(), std::move(warnings)};
}

outcome<void> remove_registration(Services& services, const Caller& caller, const std::string& organization) {
    NEO_TRY(known, load_administered_organization(services, caller, organization));
    ports::MappingChange change = change_of(caller, services.clock.now(), organization);
    change.kind = "registration_removed";
    const auto removed = services.store.registrations().remove_registration(organization, std::move(change));
    if (!removed && removed.error().code == ErrorCode::not_found) {
        return Problem({{"registration_unknown",
                         "Organization " + domain::named(organization, known.name) + " is not registered.",
                         "There is nothing to take back.",
                         {{"organization", organization}}}});
    }
    if (!removed) return as_problem(removed.error());
    return boost::system::in_place_value;
}

}  // namespace neo::app
