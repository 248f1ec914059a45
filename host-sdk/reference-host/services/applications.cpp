#include "../documents.hpp"
#include "../store/organizations.hpp"
#include "services.hpp"
#include "status.hpp"

#include <boost/json/serialize.hpp>

#include <optional>

namespace neo::host::services {

namespace {

neo_status list(void* context, neo_text organization, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string id = text(organization);
        const auto found =
            static_cast<sql::Pool*>(context)->read([&](sql::Connection& c) -> std::optional<std::vector<Application>> {
                auto applications = store::list_applications(c, id);
                if (applications.empty() && !store::find_organization(c, id)) return std::nullopt;
                return applications;
            });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such organization");
        sdk::write(reply, boost::json::serialize(list_document(**found)));
        return static_cast<neo_status>(NEO_OK);
    });
}

}  // namespace

const neo_applications_1 applications{sizeof(neo_applications_1), list};

}  // namespace neo::host::services
