#include "organizations.hpp"

#include "search.hpp"
#include "words.hpp"

namespace neo::host::store {

namespace {

constexpr sql::Query find_organization_query{
    "host.organizations.find", "SELECT id, name, cluster_name, neo_enabled, modules FROM organizations WHERE id = :id"};

constexpr sql::Query list_organizations_query{
    "host.organizations.list",
    "SELECT id, name, cluster_name, neo_enabled, modules FROM organizations "
    "WHERE id > :after AND search_text LIKE :pattern ESCAPE '!' ORDER BY id LIMIT :limit"};

constexpr sql::Query insert_organization_query{
    "host.organizations.insert",
    "INSERT INTO organizations (id, name, cluster_name, neo_enabled, modules, search_text) "
    "VALUES (:id, :name, :cluster, :neo_enabled, :modules, :search_text)"};

constexpr sql::Query update_organization_query{
    "host.organizations.update",
    "UPDATE organizations SET name = :name, cluster_name = :cluster, neo_enabled = :neo_enabled, modules = :modules, "
    "search_text = :search_text WHERE id = :id"};

constexpr sql::Query find_application_query{
    "host.applications.find",
    "SELECT id, name, kind FROM applications WHERE organization = :organization AND id = :id"};

constexpr sql::Query list_applications_query{
    "host.applications.list", "SELECT id, name, kind FROM applications WHERE organization = :organization ORDER BY id"};

constexpr sql::Query insert_application_query{
    "host.applications.insert",
    "INSERT INTO applications (organization, id, name, kind) VALUES (:organization, :id, :name, :kind)"};

constexpr sql::Query update_application_query{
    "host.applications.update",
    "UPDATE applications SET name = :name, kind = :kind WHERE organization = :organization AND id = :id"};

Organization read_organization(sql::Row& row) {
    Organization organization;
    organization.id = row.text();
    organization.name = row.text();
    organization.cluster = row.text();
    organization.neo_enabled = row.boolean();
    organization.modules = split(row.text());
    return organization;
}

ApplicationKind kind_from(const std::string& word) {
    if (const auto kind = sdk::from_text<ApplicationKind>(word)) return *kind;
    throw sql::DatabaseError(sql::Failure::other, "an application has the unknown kind " + word);
}

sql::Parameters parameters_of(const Organization& organization) {
    return {{"id", organization.id},
            {"name", organization.name},
            {"cluster", organization.cluster},
            {"neo_enabled", organization.neo_enabled ? 1 : 0},
            {"modules", join(organization.modules)},
            {"search_text", search_text(organization.id, organization.name)}};
}

sql::Parameters parameters_of(const std::string& organization, const Application& application) {
    return {{"organization", organization},
            {"id", application.id},
            {"name", application.name},
            {"kind", to_text(application.kind)}};
}

}  // namespace

ApplicationKind read_kind(sql::Row& row) {
    return kind_from(row.text());
}

std::optional<ApplicationKind> read_optional_kind(sql::Row& row) {
    const auto word = row.optional_text();
    return word ? std::optional(kind_from(*word)) : std::nullopt;
}

Application read_application(sql::Row& row) {
    Application application;
    application.id = row.text();
    application.name = row.text();
    application.kind = read_kind(row);
    return application;
}

std::optional<Organization> find_organization(sql::Connection& connection, const std::string& id) {
    return connection.first(find_organization_query, {{"id", id}}, read_organization);
}

std::vector<Organization> list_organizations(sql::Connection& connection, const std::string& search,
                                             const std::string& after, int limit) {
    return connection.all(list_organizations_query,
                          {{"after", after}, {"pattern", search_pattern(search)}, {"limit", limit}}, read_organization);
}

void insert_organization(sql::Connection& connection, const Organization& organization) {
    connection.execute(insert_organization_query, parameters_of(organization));
}

void update_organization(sql::Connection& connection, const Organization& organization) {
    connection.execute(update_organization_query, parameters_of(organization));
}

std::optional<Application> find_application(sql::Connection& connection, const std::string& organization,
                                            const std::string& id) {
    return connection.first(find_application_query, {{"organization", organization}, {"id", id}}, read_application);
}

std::vector<Application> list_applications(sql::Connection& connection, const std::string& organization) {
    return connection.all(list_applications_query, {{"organization", organization}}, read_application);
}

void insert_application(sql::Connection& connection, const std::string& organization, const Application& application) {
    connection.execute(insert_application_query, parameters_of(organization, application));
}

void update_application(sql::Connection& connection, const std::string& organization, const Application& application) {
    connection.execute(update_application_query, parameters_of(organization, application));
}

}  // namespace neo::host::store
