// Organizations and their applications. Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

std::optional<Organization> find_organization(sql::Connection& connection, const std::string& id);
// In the order of their ids, after the id `after`; `search` is a part of id or name, whatever its case.
std::vector<Organization> list_organizations(sql::Connection& connection, const std::string& search,
                                             const std::string& after, int limit);
void insert_organization(sql::Connection& connection, const Organization& organization);
void update_organization(sql::Connection& connection, const Organization& organization);

// The next column, as the kind of an application; null where there is none.
ApplicationKind read_kind(sql::Row& row);
std::optional<ApplicationKind> read_optional_kind(sql::Row& row);
// The next columns: id, name, kind.
Application read_application(sql::Row& row);

std::optional<Application> find_application(sql::Connection& connection, const std::string& organization,
                                            const std::string& id);
// In the order of their ids.
std::vector<Application> list_applications(sql::Connection& connection, const std::string& organization);
void insert_application(sql::Connection& connection, const std::string& organization, const Application& application);
void update_application(sql::Connection& connection, const std::string& organization, const Application& application);

}  // namespace neo::host::store
