// What organizations offer to the contents of their dataflows by name (R5). Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

// All of an organization, ascending.
OrganizationNames find_names(sql::Connection& connection, const std::string& organization);
// Puts `names` in the place of those that are there; a kind that is unset stays as it is.
struct NamesChange {
    std::optional<std::vector<std::string>> configuration;
    std::optional<std::vector<std::string>> helpers;
};
void put_names(sql::Connection& connection, const std::string& organization, const NamesChange& change);
// Adds those that are not there yet.
void add_names(sql::Connection& connection, const std::string& organization, const OrganizationNames& names);

// Those of `names` that the organization lacks; unset: there is no such organization.
std::optional<sdk::Needs> find_missing(sql::Connection& connection, const std::string& organization,
                                       const sdk::Needs& names);

}  // namespace neo::host::store
