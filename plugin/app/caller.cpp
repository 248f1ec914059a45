#include "caller.hpp"

#include <plugin/domain/mapping_rules.hpp>
#include <plugin/domain/promotion_rules.hpp>

#include <algorithm>
#include <array>

namespace neo::app {

namespace {

bool grants_permission(const ports::Grant& grant, std::string_view permission) {
    return permission.empty() ? !grant.permissions.empty()
                              : std::ranges::find(grant.permissions, permission) != grant.permissions.end();
}

}  // namespace

outcome<Caller> Caller::load(Services& services, const std::string& user) {
    Caller caller;
    caller.user_ = user;
    NEO_TRY(grants, services.host.grants(user));
    caller.grants_ = std::move(grants);
    return caller;
}

bool Caller::has(std::string_view permission, std::string_view organization) const {
    return std::ranges::any_of(grants_, [&](const ports::Grant& grant) {
        return (grant.organization == organization || grant.organization == "*") &&
               grants_permission(grant, permission);
    });
}

bool Caller::may_know(std::string_view organization) const {
    return has({}, organization);
}

bool Caller::may_work_in(std::string_view organization) const {
    constexpr std::array permissions{permission_view, permission_edit, permission_admin, permission_promote};
    return std::ranges::any_of(permissions, [&](std::string_view permission) { return has(permission, organization); });
}

std::vector<std::string> Caller::permissions_in(std::string_view organization) const {
    std::vector<std::string> permissions;
    for (const ports::Grant& grant : grants_) {
        if (grant.organization == organization || grant.organization == "*") {
            permissions.insert(permissions.end(), grant.permissions.begin(), grant.permissions.end());
        }
    }
    std::ranges::sort(permissions);
    permissions.erase(std::unique(permissions.begin(), permissions.end()), permissions.end());
    return permissions;
}

bool Caller::everywhere(std::string_view permission) const {
    return std::ranges::any_of(grants_, [&](const ports::Grant& grant) {
        return grant.organization == "*" && grants_permission(grant, permission);
    });
}

std::vector<std::string> Caller::organizations(std::string_view permission) const {
    std::vector<std::string> organizations;
    for (const ports::Grant& grant : grants_) {
        if (grant.organization != "*" && grants_permission(grant, permission))
            organizations.push_back(grant.organization);
    }
    std::ranges::sort(organizations);
    organizations.erase(std::unique(organizations.begin(), organizations.end()), organizations.end());
    return organizations;
}

Problem view_permission_missing(const std::string& organization) {
    return Problem({{"view_permission_missing",
                     "You don't have the Neo view permission in organization '" + organization + "'.",
                     "Ask an administrator of that organization for the Neo view permission.",
                     {{"organization", organization}}}});
}

std::optional<Problem> check_view(const Caller& caller, const std::string& organization) {
    if (caller.may_view(organization)) return std::nullopt;
    if (!caller.may_know(organization)) return organization_unknown(organization);
    return view_permission_missing(organization);
}

std::optional<Problem> check_view_or_admin(const Caller& caller, const std::string& organization) {
    if (caller.has(permission_admin, organization)) return std::nullopt;
    return check_view(caller, organization);
}

std::optional<Problem> check_work(const Caller& caller, const std::string& organization) {
    if (caller.may_work_in(organization)) return std::nullopt;
    return check_view(caller, organization);
}

std::optional<Problem> check_promote(const Caller& caller, const std::string& organization) {
    if (caller.has(permission_promote, organization)) return std::nullopt;
    if (!caller.may_know(organization)) return organization_unknown(organization);
    return Problem({domain::promote_permission_missing(caller.user(), organization)});
}

outcome<ports::Organization> load_known_organization(Services& services, const Caller& caller,
                                                     const std::string& organization) {
    if (!caller.may_know(organization)) return organization_unknown(organization);
    NEO_TRY(found, services.host.organization(organization));
    if (!found) return organization_unknown(organization);
    return *found;
}

outcome<ports::Organization> load_administered_organization(Services& services, const Caller& caller,
                                                            const std::string& organization) {
    if (const auto denied = domain::check_admin(organization, caller.has(permission_admin, organization))) {
        return Problem({*denied});
    }
    return load_known_organization(services, caller, organization);
}

}  // namespace neo::app
