#include "users.hpp"

#include "words.hpp"

#include <algorithm>

namespace neo::host::store {

namespace {

constexpr sql::Query find_user_query{"host.users.find", "SELECT id, name FROM users WHERE id = :id"};
constexpr sql::Query insert_user_query{"host.users.insert", "INSERT INTO users (id, name) VALUES (:id, :name)"};

constexpr sql::Query list_grants_query{
    "host.grants.list", "SELECT organization, permissions FROM grants WHERE user_id = :user ORDER BY organization"};
constexpr sql::Query insert_grant_query{
    "host.grants.insert",
    "INSERT INTO grants (user_id, organization, permissions) VALUES (:user, :organization, :permissions)"};
constexpr sql::Query update_grant_query{
    "host.grants.update",
    "UPDATE grants SET permissions = :permissions WHERE user_id = :user AND organization = :organization"};

}  // namespace

std::optional<User> find_user(sql::Connection& connection, const std::string& id) {
    return connection.first(find_user_query, {{"id", id}}, [](sql::Row& row) {
        User user;
        user.id = row.text();
        user.name = row.text();
        return user;
    });
}

void insert_user(sql::Connection& connection, const User& user) {
    connection.execute(insert_user_query, {{"id", user.id}, {"name", user.name}});
}

std::vector<Grant> list_grants(sql::Connection& connection, const std::string& user) {
    return connection.all(list_grants_query, {{"user", user}}, [](sql::Row& row) {
        Grant grant;
        grant.organization = row.text();
        grant.permissions = split(row.text());
        return grant;
    });
}

void put_grant(sql::Connection& connection, const std::string& user, const Grant& grant) {
    const sql::Parameters parameters{
        {"user", user}, {"organization", grant.organization}, {"permissions", join(grant.permissions)}};
    if (connection.execute(update_grant_query, parameters) == 0) connection.execute(insert_grant_query, parameters);
}

bool allows(const std::vector<Grant>& grants, std::string_view organization, std::string_view permission) {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        return (grant.organization == organization || grant.organization == every_organization) &&
               std::find(grant.permissions.begin(), grant.permissions.end(), permission) != grant.permissions.end();
    });
}

bool is_host_admin(const std::vector<Grant>& grants) {
    return std::any_of(grants.begin(), grants.end(), [](const Grant& grant) {
        return grant.organization == every_organization && std::find(grant.permissions.begin(), grant.permissions.end(),
                                                                     host_admin_permission) != grant.permissions.end();
    });
}

}  // namespace neo::host::store
