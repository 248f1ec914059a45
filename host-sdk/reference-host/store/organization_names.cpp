#include "organization_names.hpp"

#include <adapters/sql/text_table.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace neo::host::store {

namespace {

constexpr std::string_view configuration_kind = "configuration";
constexpr std::string_view helper_kind = "helper";
// Of rows of other tables.
constexpr std::string_view dataflow_kind = "dataflow";
constexpr std::string_view organization_kind = "organization";

constexpr sql::Query list_names_query{
    "host.organization_names.list",
    "SELECT name FROM organization_names WHERE organization = :organization AND kind = :kind ORDER BY name"};

constexpr sql::Query delete_names_query{
    "host.organization_names.delete",
    "DELETE FROM organization_names WHERE organization = :organization AND kind = :kind"};

constexpr sql::Query insert_name_query{
    "host.organization_names.insert",
    "INSERT INTO organization_names (organization, kind, name) VALUES (:organization, :kind, :name)"};

// Of what is asked for, what there is: in one statement, as each is one more wait for the database. The organization
// itself is told too.
constexpr sql::Query find_asked_query{
    "host.organization_names.find_asked",
    "SELECT kind, name FROM (WITH listed(kind, name) AS ({{text_pairs}}) "
    "SELECT 'organization' AS kind, id AS name FROM organizations WHERE id = :organization "
    "UNION ALL SELECT n.kind, n.name FROM listed JOIN organization_names n "
    "ON n.organization = :organization AND n.kind = listed.kind AND n.name = listed.name "
    "UNION ALL SELECT 'dataflow', d.id FROM listed JOIN dataflows d "
    "ON d.organization = :organization AND d.id = listed.name WHERE listed.kind = 'dataflow') found"};

using Names = std::vector<std::string>;

Names list_names(sql::Connection& connection, const std::string& organization, std::string_view kind) {
    return connection.all(list_names_query, {{"organization", organization}, {"kind", kind}},
                          [](sql::Row& row) { return row.text(); });
}

void insert_names(sql::Connection& connection, const std::string& organization, std::string_view kind,
                  const Names& names) {
    for (const std::string& name : names)
        connection.execute(insert_name_query, {{"organization", organization}, {"kind", kind}, {"name", name}});
}

void replace_names(sql::Connection& connection, const std::string& organization, std::string_view kind,
                   const std::optional<Names>& names) {
    if (!names) return;
    connection.execute(delete_names_query, {{"organization", organization}, {"kind", kind}});
    insert_names(connection, organization, kind, *names);
}

void add_missing(sql::Connection& connection, const std::string& organization, std::string_view kind, Names names) {
    const Names there = list_names(connection, organization, kind);
    std::erase_if(names, [&there](const std::string& name) { return std::ranges::binary_search(there, name); });
    insert_names(connection, organization, kind, names);
}

using Known = std::set<std::pair<std::string, std::string>>;  // by kind

void ask_for(std::vector<std::string>& asked, std::string_view kind, const std::optional<Names>& names) {
    if (!names) return;
    for (const std::string& name : *names) {
        asked.emplace_back(kind);
        asked.push_back(name);
    }
}

Names missing_of(const Known& known, std::string_view kind, const std::optional<Names>& names) {
    Names missing;
    if (!names) return missing;
    std::ranges::copy_if(*names, std::back_inserter(missing), [&](const std::string& name) {
        return !known.contains({std::string(kind), name});
    });
    return missing;
}

}  // namespace

OrganizationNames find_names(sql::Connection& connection, const std::string& organization) {
    return {list_names(connection, organization, configuration_kind),
            list_names(connection, organization, helper_kind)};
}

void put_names(sql::Connection& connection, const std::string& organization, const NamesChange& change) {
    replace_names(connection, organization, configuration_kind, change.configuration);
    replace_names(connection, organization, helper_kind, change.helpers);
}

void add_names(sql::Connection& connection, const std::string& organization, const OrganizationNames& names) {
    add_missing(connection, organization, configuration_kind, names.configuration);
    add_missing(connection, organization, helper_kind, names.helpers);
}

std::optional<sdk::Needs> find_missing(sql::Connection& connection, const std::string& organization,
                                       const sdk::Needs& names) {
    std::vector<std::string> asked;
    ask_for(asked, configuration_kind, names.configuration);
    ask_for(asked, helper_kind, names.helpers);
    ask_for(asked, dataflow_kind, names.dataflows);
    const sql::TextTable table("kind, name", asked, 2);
    sql::Parameters parameters = table.parameters();
    parameters.emplace_back("organization", organization);
    const auto found = connection.all(find_asked_query, parameters, [](sql::Row& row) {
        std::string kind = row.text();
        return std::pair(std::move(kind), row.text());
    });
    const Known known(found.begin(), found.end());
    if (!known.contains({std::string(organization_kind), organization})) return std::nullopt;
    return sdk::Needs{missing_of(known, configuration_kind, names.configuration),
                      missing_of(known, helper_kind, names.helpers), missing_of(known, dataflow_kind, names.dataflows)};
}

}  // namespace neo::host::store
