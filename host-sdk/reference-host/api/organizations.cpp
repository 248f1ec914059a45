#include "../store/organizations.hpp"

#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../platform/limits.hpp"
#include "../platform/platform_file.hpp"
#include "../store/organization_names.hpp"
#include "../store/transaction.hpp"
#include "routes.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace neo::host::api {

namespace {

struct Whole {
    Organization organization;
    std::vector<Application> applications;
    OrganizationNames names;
};

std::optional<Whole> find_whole(sql::Connection& connection, const std::string& id) {
    auto organization = store::find_organization(connection, id);
    if (!organization) return std::nullopt;
    return Whole{*std::move(organization), store::list_applications(connection, id), store::find_names(connection, id)};
}

boost::json::object document_of_whole(const Whole& whole) {
    boost::json::object document = document_of(whole.organization);
    document["applications"] = boost::json::value_from(whole.applications);
    document["configuration"] = boost::json::value_from(whole.names.configuration);
    document["helpers"] = boost::json::value_from(whole.names.helpers);
    return document;
}

// What the body of a PUT names.
struct Change {
    std::optional<std::string> name;
    std::optional<std::string> cluster;
    std::optional<bool> neo_enabled;
    std::optional<std::vector<std::string>> modules;
    struct NamedApplication {
        Application application;
        bool has_name = false;
    };
    std::vector<NamedApplication> applications;
    store::NamesChange names;
};

Change read_change(const boost::json::value& body, const std::string& id) {
    json::ObjectReader reader(body, "");
    check_says(reader, "id", id);
    Change change;
    if (reader.find("name") != nullptr) change.name = read_name(reader, "name", "");
    if (reader.find("cluster") != nullptr) change.cluster = read_name(reader, "cluster", "");
    change.neo_enabled = reader.optional_flag("neo_enabled");
    if (reader.find("modules") != nullptr) change.modules = read_words(reader, "modules");
    if (reader.find("configuration") != nullptr) change.names.configuration = read_words(reader, "configuration");
    if (reader.find("helpers") != nullptr) change.names.helpers = read_words(reader, "helpers");
    if (const auto* applications = reader.optional_array("applications")) {
        for (std::size_t i = 0; i < applications->size(); ++i) {
            json::ObjectReader part((*applications)[i], "applications[" + std::to_string(i) + "]");
            Application application = read_application(part);
            change.applications.push_back({std::move(application), part.find("name") != nullptr});
            reader.adopt(part);
        }
    }
    reader.refuse_unread();
    return change;
}

void put_application(sql::Connection& connection, Whole& whole, const Change::NamedApplication& named) {
    const auto known = std::find_if(whole.applications.begin(), whole.applications.end(),
                                    [&](const Application& other) { return other.id == named.application.id; });
    if (known == whole.applications.end()) {
        store::insert_application(connection, whole.organization.id, named.application);
        whole.applications.push_back(named.application);
        return;
    }
    known->kind = named.application.kind;
    if (named.has_name) known->name = named.application.name;
    store::update_application(connection, whole.organization.id, *known);
}

// `whole` with what `change` names. `created`: the organization is new.
void put_whole(sql::Connection& connection, Whole& whole, const Change& change, bool created) {
    Organization& organization = whole.organization;
    organization.name = change.name.value_or(organization.name);
    organization.cluster = change.cluster.value_or(organization.cluster);
    organization.neo_enabled = change.neo_enabled.value_or(organization.neo_enabled);
    organization.modules = change.modules.value_or(organization.modules);
    if (created)
        store::insert_organization(connection, organization);
    else
        store::update_organization(connection, organization);
    for (const auto& named : change.applications)
        put_application(connection, whole, named);
    store::put_names(connection, organization.id, change.names);
}

}  // namespace

http::Response get_organization(const Call& call) {
    if (auto refusal = refuse_unless_host_admin(call)) return *std::move(refusal);
    const std::string& id = call.ids[0];
    const auto whole = call.pool.read([&](sql::Connection& connection) { return find_whole(connection, id); });
    if (!whole) return answer_fault(whole.error());
    if (!*whole) return http::problem(404, "organization_unknown", "there is no organization \"" + id + "\"");
    return http::json_response(200, document_of_whole(**whole));
}

http::Response put_organization(const Call& call) {
    if (auto refusal = refuse_unless_host_admin(call)) return *std::move(refusal);
    const std::string& id = call.ids[0];
    if (const auto why = refusal_of_id(id)) return http::problem(422, "document_invalid", "id: " + *why);
    const Change change = read_change(body_of(call), id);

    bool created = false;
    const auto whole = store::change(call.pool, "host.put_organization",
                                     [&](sql::Connection& connection) -> Outcome<std::optional<Whole>> {
                                         auto before = find_whole(connection, id);
                                         created = !before;
                                         if (!before) before = Whole{{id, id, call.cluster, false, {}}, {}, {}};
                                         put_whole(connection, *before, change, created);
                                         return find_whole(connection, id);
                                     });
    if (!whole) return answer_fault(whole.error());
    return http::json_response(created ? 201 : 200, document_of_whole(**whole));
}

}  // namespace neo::host::api
