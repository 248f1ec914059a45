// The role of an organization in the deployment pipeline, and which type can promote to which (O1, O4, O5, O6).
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace neo::domain {

enum class OrganizationType { dev, sit, uat, automation, demo, prod };

inline constexpr std::array all_organization_types{OrganizationType::dev,  OrganizationType::sit,
                                                   OrganizationType::uat,  OrganizationType::automation,
                                                   OrganizationType::demo, OrganizationType::prod};

// "dev", "sit", "uat", "automation", "demo", "prod": as in SQL and JSON.
std::string_view to_text(OrganizationType type) noexcept;
std::optional<OrganizationType> organization_type_from(std::string_view text) noexcept;
// For a person: "Dev", "SIT", "UAT", "Automation", "Demo", "Prod".
std::string_view label(OrganizationType type) noexcept;

// The hierarchy table (O4): everything that it does not list is refused.
bool can_promote(OrganizationType source, OrganizationType target) noexcept;
// Those that it can promote to, in the order of the pipeline; empty for Automation, Demo and Prod.
std::vector<OrganizationType> targets_of(OrganizationType source);

}  // namespace neo::domain
