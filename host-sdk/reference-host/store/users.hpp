// Users, and what they may do. Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::store {

std::optional<User> find_user(sql::Connection& connection, const std::string& id);
void insert_user(sql::Connection& connection, const User& user);

// All grants of a user, those without permissions too, in the order of the organizations.
std::vector<Grant> list_grants(sql::Connection& connection, const std::string& user);
// Creates or replaces.
void put_grant(sql::Connection& connection, const std::string& user, const Grant& grant);

// Whether these grants give a permission in an organization.
bool allows(const std::vector<Grant>& grants, std::string_view organization, std::string_view permission);
bool is_host_admin(const std::vector<Grant>& grants);

}  // namespace neo::host::store
