#include "call.hpp"

#include "../json/parse.hpp"
#include "../log.hpp"
#include "../store/organizations.hpp"
#include "../store/users.hpp"

#include <algorithm>

namespace neo::host::api {

boost::json::value body_of(const Call& call) {
    return json::parse(call.request.body);
}

void check_says(json::ObjectReader& reader, std::string_view key, const std::string& id) {
    if (reader.optional_text(key).value_or(id) != id) reader.refuse(key, "must be that of the path, or left out");
}

http::Response answer_fault(const Fault& fault) {
    const int status = kind_of(fault).http_status;
    const std::string& cause = fault.cause.empty() ? fault.message : fault.cause;
    if (!fault.cause.empty() || status >= 500) log(LogLevel::error, "store", cause);
    boost::json::object facts;
    if (!fault.dataflow.empty()) facts.emplace("dataflow", fault.dataflow);
    if (status < 500) return http::problem(status, fault.code, fault.message, facts);
    return http::problem(status, status == 503 ? "unavailable" : "internal", fault.message);
}

std::optional<http::Response> refuse_unless(const Call& call, const std::string& organization,
                                            std::initializer_list<std::string_view> permissions) {
    bool visible = false;
    bool allowed = false;
    const auto read = call.pool.read([&](sql::Connection& connection) {
        const auto grants = store::list_grants(connection, call.caller.user);
        visible = std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
            return (grant.organization == organization || grant.organization == every_organization) &&
                   !grant.permissions.empty();
        });
        allowed = std::any_of(permissions.begin(), permissions.end(), [&](std::string_view permission) {
            return store::allows(grants, organization, permission);
        });
        visible = visible && store::find_organization(connection, organization).has_value();
        return true;
    });
    if (!read) return answer_fault(read.error());
    if (!visible)
        return http::problem(404, "organization_unknown", "there is no organization \"" + organization + "\"");
    if (allowed) return std::nullopt;
    const std::string needed(*permissions.begin());
    return http::problem(403, "permission_missing",
                         "this needs the permission " + needed + " in \"" + organization + "\"");
}

std::optional<http::Response> refuse_unless_host_admin(const Call& call) {
    const auto admin = call.pool.read([&](sql::Connection& connection) {
        return store::is_host_admin(store::list_grants(connection, call.caller.user));
    });
    if (!admin) return answer_fault(admin.error());
    if (*admin) return std::nullopt;
    return http::problem(403, "permission_missing", "this needs the permission host.admin in the organization \"*\"");
}

}  // namespace neo::host::api
