#include "api.hpp"
#include "documents.hpp"

#include <plugin/app/mappings.hpp>
#include <plugin/app/organizations.hpp>

namespace neo::hooks::api {

namespace {

using app::outcome;

std::string grants_json(const std::vector<std::pair<ports::Organization, std::vector<std::string>>>& organizations) {
    return json_array(organizations, [](const auto& entry) {
        const auto& [organization, permissions] = entry;
        return JsonObject()
            .text("id", organization.id)
            .text("name", organization.name)
            .json("permissions",
                  json_array(permissions, [](const std::string& permission) { return json_string(permission); }))
            .done();
    });
}

outcome<std::string> me_json(Services& services, const std::string& user) {
    NEO_TRY(caller, app::Caller::load(services, user));
    NEO_TRY(known, services.host.user(user));
    std::vector<std::pair<ports::Organization, std::vector<std::string>>> organizations;
    for (std::string after;;) {
        NEO_TRY(page, app::list_organizations(services, caller, {}, after, app::largest_page));
        for (app::RegisteredOrganization& organization : page.items) {
            after = organization.organization.id;
            organizations.emplace_back(std::move(organization.organization), caller.permissions_in(after));
        }
        if (!page.more) break;
    }
    return JsonObject()
        .json("user", JsonObject().text("id", user).text("name", known ? known->name : user).done())
        .boolean("host_admin", caller.has("host.admin", "*"))
        .json("organizations", grants_json(organizations))
        .done();
}

outcome<std::string> organizations_json(Services& services, const std::string& user, const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    const auto search = query.find("search");
    NEO_TRY(page, app::list_organizations(services, caller, search == query.end() ? std::string() : search->second,
                                          paging.cursor, paging.limit));
    return page_json(page, organization_json,
                     [](const app::RegisteredOrganization& last) { return last.organization.id; });
}

outcome<app::RegisteredOrganization> load_organization(Services& services, const std::string& user,
                                                       const std::string& organization) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::get_organization(services, caller, organization);
}

outcome<app::RegistrationResult> put_registration(Services& services, const std::string& user,
                                                  const std::string& organization, std::string_view type) {
    NEO_TRY(wanted, read_organization_type(type));
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::register_organization(services, caller, organization, wanted);
}

outcome<void> take_back_registration(Services& services, const std::string& user, const std::string& organization) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::remove_registration(services, caller, organization);
}

outcome<app::OrganizationMap> load_map(Services& services, const std::string& user) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::organization_map(services, caller);
}

}  // namespace

Reply me(Services& services, const std::string& user) {
    return reply_with(me_json(services, user));
}

Reply list_organizations(Services& services, const std::string& user, const Query& query) {
    return reply_with(organizations_json(services, user, query));
}

Reply get_organization(Services& services, const std::string& user, const std::string& organization) {
    return reply_with(load_organization(services, user, organization), organization_json);
}

Reply organization_map(Services& services, const std::string& user) {
    return reply_with(load_map(services, user), organization_map_json);
}

Reply remove_registration(Services& services, const std::string& user, const std::string& organization) {
    const auto removed = take_back_registration(services, user, organization);
    return removed ? Reply{204, {}} : reply_with(removed.error());
}

Reply register_organization(Services& services, const std::string& user, const std::string& organization,
                            std::string_view type) {
    const auto registered = put_registration(services, user, organization, type);
    if (!registered) return reply_with(registered.error());
    return {registered->created ? 201 : 200, registration_json(*registered)};
}

}  // namespace neo::hooks::api
