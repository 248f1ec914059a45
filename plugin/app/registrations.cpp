#include "registrations.hpp"

namespace neo::app {

std::optional<domain::OrganizationType> type_of(const std::optional<ports::Registration>& registration) {
    return registration ? std::optional(registration->type) : std::nullopt;
}

domain::OrganizationFacts facts_of(const ports::Organization& organization,
                                   const std::optional<ports::Registration>& registration) {
    return {organization.cluster, organization.neo_enabled, organization.modules, type_of(registration),
            organization.name};
}

outcome<RegistrationsOf> RegistrationsOf::load(Services& services, const std::vector<std::string>& organizations) {
    RegistrationsOf loaded;
    NEO_TRY(registrations, services.store.registrations().registrations(organizations));
    for (ports::Registration& registration : registrations) {
        std::string organization = registration.organization;
        loaded.by_organization_.emplace(std::move(organization), std::move(registration));
    }
    return loaded;
}

std::optional<ports::Registration> RegistrationsOf::find(const std::string& organization) const {
    const auto found = by_organization_.find(organization);
    return found == by_organization_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace neo::app
