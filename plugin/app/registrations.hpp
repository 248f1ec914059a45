// Looking up registrations: many organizations at once, and their types.
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <plugin/domain/promotion_facts.hpp>
#include <plugin/ports/registrations.hpp>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace neo::app {

// Unset: not registered.
std::optional<domain::OrganizationType> type_of(const std::optional<ports::Registration>& registration);

// What the rules know of an organization.
domain::OrganizationFacts facts_of(const ports::Organization& organization,
                                   const std::optional<ports::Registration>& registration);

// The registrations of some organizations, read in one question.
class RegistrationsOf {
public:
    static outcome<RegistrationsOf> load(Services& services, const std::vector<std::string>& organizations);

    // Unset: not registered, or not one of those that were asked for.
    std::optional<ports::Registration> find(const std::string& organization) const;

private:
    std::unordered_map<std::string, ports::Registration> by_organization_;
};

}  // namespace neo::app
