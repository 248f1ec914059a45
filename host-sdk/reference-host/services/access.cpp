#include "../documents.hpp"
#include "../store/users.hpp"
#include "services.hpp"
#include "status.hpp"

#include <boost/json/serialize.hpp>

namespace neo::host::services {

namespace {

sql::Pool& pool_of(void* context) {
    return *static_cast<sql::Pool*>(context);
}

neo_status check(void* context, neo_text user, neo_text organization, neo_text permission, int32_t* allowed) noexcept {
    return sdk::guarded({}, [&] {
        const std::string user_id = text(user);
        *allowed = 0;
        const auto answer = pool_of(context).read([&](sql::Connection& c) {
            return store::allows(store::list_grants(c, user_id), sdk::view(organization), sdk::view(permission));
        });
        if (!answer) return answer_fault(answer.error(), {});
        *allowed = *answer ? 1 : 0;
        return static_cast<neo_status>(NEO_OK);
    });
}

neo_status list_grants(void* context, neo_text user, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string user_id = text(user);
        const auto found = pool_of(context).read([&](sql::Connection& c) { return store::list_grants(c, user_id); });
        if (!found) return answer_fault(found.error(), reply);
        sdk::write(reply, boost::json::serialize(list_document(*found)));
        return static_cast<neo_status>(NEO_OK);
    });
}

}  // namespace

const neo_access_1 access{sizeof(neo_access_1), check, list_grants};

}  // namespace neo::host::services
