#include "../documents.hpp"
#include "../store/organizations.hpp"
#include "../store/users.hpp"
#include "services.hpp"
#include "status.hpp"

#include <boost/json/serialize.hpp>

namespace neo::host::services {

namespace {

sql::Pool& pool_of(void* context) {
    return *static_cast<sql::Pool*>(context);
}

neo_status get_organization(void* context, neo_text organization, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string id = text(organization);
        const auto found = pool_of(context).read([&](sql::Connection& c) { return store::find_organization(c, id); });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such organization");
        sdk::write(reply, boost::json::serialize(document_of(**found)));
        return static_cast<neo_status>(NEO_OK);
    });
}

neo_status list_organizations(void* context, neo_text search, neo_text after, uint32_t limit, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        if (!is_page_size(limit)) return answer_bad_limit(reply);
        const auto found = pool_of(context).read([&](sql::Connection& c) {
            return store::list_organizations(c, text(search), text(after), static_cast<int>(limit));
        });
        if (!found) return answer_fault(found.error(), reply);
        sdk::write(reply, boost::json::serialize(list_document(*found)));
        return static_cast<neo_status>(NEO_OK);
    });
}

neo_status get_user(void* context, neo_text user, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string id = text(user);
        const auto found = pool_of(context).read([&](sql::Connection& c) { return store::find_user(c, id); });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such user");
        sdk::write(reply, boost::json::serialize(document_of(**found)));
        return static_cast<neo_status>(NEO_OK);
    });
}

}  // namespace

const neo_directory_1 directory{sizeof(neo_directory_1), get_organization, list_organizations, get_user};

}  // namespace neo::host::services
