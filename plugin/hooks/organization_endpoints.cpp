#include "documents.hpp"
#include "rest_routes.hpp"

#include <plugin/app/applications.hpp>
#include <plugin/app/environments.hpp>
#include <plugin/app/mappings.hpp>
#include <plugin/app/organization_details.hpp>
#include <plugin/app/organizations.hpp>
#include <plugin/app/permission_holders.hpp>
#include <plugin/base/time.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace neo::hooks {

using app::outcome;

namespace {

outcome<Document> me(const RestCall& call) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(known, call.services.host.user(call.user));
    std::vector<ports::Organization> organizations;
    for (std::string after;;) {
        NEO_TRY(page, app::list_organizations(call.services, caller, {}, after, app::largest_page));
        for (app::RegisteredOrganization& organization : page.items)
            organizations.push_back(std::move(organization.organization));
        if (!page.more) break;
        after = organizations.back().id;
    }
    return Document{me_json(caller, known ? known->name : call.user, organizations)};
}

outcome<Document> list_organizations(const RestCall& call) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(details, read_flag(call.query, "details"));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_organizations(call.services, caller, value_or_empty(call.query, "search"), paging.cursor,
                                          paging.limit));
    const auto id_of = [](const app::RegisteredOrganization& of) { return of.organization.id; };
    if (!details) return Document{page_json(page, with_names(organization_json, call.name_of()), id_of)};
    std::vector<std::string> ids;
    std::ranges::transform(page.items, std::back_inserter(ids), id_of);
    NEO_TRY(all, app::organization_details(call.services, caller, ids));
    const auto with_details = [&](const app::RegisteredOrganization& organization) {
        return detailed_organization_json(organization, all.at(organization.organization.id), call.name_of());
    };
    return Document{page_json(page, with_details, id_of)};
}

outcome<Document> organization_map(const RestCall& call) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(map, app::organization_map(call.services, caller));
    return Document{organization_map_json(map)};
}

outcome<Document> put_registration(const RestCall& call) {
    NEO_TRY(body, read_object(call.body, {"type"}));
    NEO_TRY(type, read_text(body, "type"));
    return register_organization(call, call.ids[0], type);
}

outcome<Document> remove_registration(const RestCall& call) {
    NEO_TRY(caller, call.caller());
    if (auto removed = app::remove_registration(call.services, caller, call.ids[0]); !removed) return removed.error();
    return Document{{}, Done::removed};
}

outcome<Document> list_applications(const RestCall& call) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_applications(call.services, caller, call.ids[0], paging.cursor, paging.limit));
    return Document{page_json(page, application_json, &ports::Application::id)};
}

std::string environment_json(const std::optional<ports::Environment>& environment, const app::NameOf& name_of) {
    if (!environment) return R"({"hosts":[],"changed_at":null,"changed_by":null,"changed_by_name":null})";
    return JsonObject()
        .json("hosts", json_array(environment->hosts, json_string))
        .text("changed_at", rfc3339(environment->changed_at))
        .text("changed_by", environment->changed_by)
        .text("changed_by_name", name_of(environment->changed_by))
        .done();
}

outcome<Document> get_environment(const RestCall& call) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(environment, app::get_environment(call.services, caller, call.ids[0]));
    return Document{environment_json(environment, call.name_of())};
}

outcome<Document> put_environment(const RestCall& call) {
    NEO_TRY(body, read_object(call.body, {"hosts"}));
    NEO_TRY(hosts, read_texts(body, "hosts"));
    NEO_TRY(caller, call.caller());
    NEO_TRY(environment, app::put_environment(call.services, caller, call.ids[0], hosts));
    return Document{environment_json(environment, call.name_of())};
}

std::string permission_holder_json(const ports::PermissionHolder& holder) {
    return JsonObject()
        .text("user", holder.user)
        .text("name", holder.name)
        .json("permissions", json_array(holder.permissions, json_string))
        .done();
}

outcome<Document> list_people(const RestCall& call) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(told, app::list_permission_holders(call.services, caller, call.ids[0], value_or_empty(call.query, "search"),
                                               paging.cursor, paging.limit));
    const auto page = told.value_or(app::Page<ports::PermissionHolder>());
    return Document{JsonObject()
                        .json("items", json_array(page.items, permission_holder_json))
                        .text("next_cursor", page.more ? std::optional(page.items.back().user) : std::nullopt)
                        .boolean("told", told.has_value())
                        .done()};
}

constexpr std::array routes{
    Route{"GET", "me", me},
    Route{"GET", "organizations", list_organizations, "search details limit cursor"},
    Route{"GET", "organization-map", organization_map},
    Route{"GET", "organizations/*", [](const RestCall& call) { return get_organization(call, call.ids[0]); }},
    Route{"PUT", "organizations/*/registration", put_registration},
    Route{"DELETE", "organizations/*/registration", remove_registration},
    Route{"GET", "organizations/*/environment", get_environment},
    Route{"PUT", "organizations/*/environment", put_environment},
    Route{"GET", "organizations/*/people", list_people, "search limit cursor"},
    Route{"GET", "organizations/*/applications", list_applications, page_members},
};

}  // namespace

constinit const std::span<const Route> organization_routes = routes;

outcome<Document> get_organization(const Call& call, const std::string& organization) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(found, app::get_organization(call.services, caller, organization));
    return Document{organization_json(found, call.name_of())};
}

outcome<Document> register_organization(const Call& call, const std::string& organization, std::string_view type) {
    NEO_TRY(wanted, read_organization_type(type));
    NEO_TRY(caller, call.caller());
    NEO_TRY(registered, app::register_organization(call.services, caller, organization, wanted));
    return Document{registration_json(registered, call.name_of()), registered.created ? Done::created : Done::ok};
}

}  // namespace neo::hooks
