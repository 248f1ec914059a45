#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../platform/limits.hpp"
#include "../store/organizations.hpp"
#include "../store/transaction.hpp"
#include "../store/users.hpp"
#include "routes.hpp"

#include <boost/json/value_from.hpp>

namespace neo::host::api {

http::Response put_grant(const Call& call) {
    if (auto refusal = refuse_unless_host_admin(call)) return *std::move(refusal);
    const std::string& user = call.ids[0];
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    reader.required("permissions");
    const Grant grant{call.ids[1], read_words(reader, "permissions")};
    check_says(reader, "organization", grant.organization);
    reader.refuse_unread();

    std::vector<std::string> before;
    const auto put = store::change(call.pool, "host.put_grant", [&](sql::Connection& connection) -> Outcome<void> {
        if (!store::find_user(connection, user))
            return Fault(Fault::Kind::not_found, "user_unknown", "there is no user \"" + user + "\"");
        if (grant.organization != every_organization && !store::find_organization(connection, grant.organization))
            return Fault(Fault::Kind::not_found, "organization_unknown",
                         "there is no organization \"" + grant.organization + "\"");
        before.clear();
        for (Grant& one : store::list_grants(connection, user)) {
            if (one.organization == grant.organization) before = std::move(one.permissions);
        }
        store::put_grant(connection, user, grant);
        return {};
    });
    if (!put) return answer_fault(put.error());
    tell(call, "grant_changed", call.caller.user,
         {{"user", user},
          {"organization", grant.organization},
          {"before", boost::json::value_from(before)},
          {"permissions", boost::json::value_from(grant.permissions)}});
    boost::json::object document{{"user", user}};
    for (const auto& member : document_of(grant))
        document.insert(member);
    return http::json_response(200, document);
}

}  // namespace neo::host::api
