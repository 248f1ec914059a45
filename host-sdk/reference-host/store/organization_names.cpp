#include "organization_names.hpp"

#include "organizations.hpp"

#include <adapters/sql/text_list.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace neo::host::store {

namespace {

constexpr std::string_view configuration_kind = "configuration";
constexpr std::string_view helper_kind = "helper";

constexpr sql::Query list_names_query{
    "host.organization_names.list",
    "SELECT name FROM organization_names WHERE organization = :organization AND kind = :kind ORDER BY name"};

constexpr sql::Query delete_names_query{
    "host.organization_names.delete",
    "DELETE FROM organization_names WHERE organization = :organization AND kind = :kind"};

constexpr sql::Query insert_name_query{
    "host.organization_names.insert",
    "INSERT INTO organization_names (organization, kind, name) VALUES (:organization, :kind, :name)"};

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

// Those of `names` that `select`, which ends with "IN (", finds no row of.
Names missing_of(sql::Connection& connection, std::string_view query, const std::string& select,
                 const sql::Parameters& fixed, const std::optional<Names>& names) {
    Names missing;
    if (!names) return missing;
    std::set<std::string> there;
    sql::in_chunks(*names, [&](std::span<const std::string> some) {
        const sql::TextList list(some);
        sql::Parameters parameters = fixed;
        parameters.insert(parameters.end(), list.parameters.begin(), list.parameters.end());
        const std::string text = select + list.placeholders + ")";
        for (std::string& name : connection.all({query, text}, parameters, [](sql::Row& row) { return row.text(); }))
            there.insert(std::move(name));
    });
    std::ranges::copy_if(*names, std::back_inserter(missing),
                         [&there](const std::string& name) { return !there.contains(name); });
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
    if (!find_organization(connection, organization)) return std::nullopt;
    const auto missing_names = [&](std::string_view kind, const std::optional<Names>& asked) {
        return missing_of(
            connection, "host.organization_names.find",
            "SELECT name FROM organization_names WHERE organization = :organization AND kind = :kind AND name IN (",
            {{"organization", organization}, {"kind", kind}}, asked);
    };
    return sdk::Needs{missing_names(configuration_kind, names.configuration), missing_names(helper_kind, names.helpers),
                      missing_of(connection, "host.dataflows.find_ids",
                                 "SELECT id FROM dataflows WHERE organization = :organization AND id IN (",
                                 {{"organization", organization}}, names.dataflows)};
}

}  // namespace neo::host::store
