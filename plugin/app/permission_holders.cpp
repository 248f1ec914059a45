#include "permission_holders.hpp"

#include <utility>

namespace neo::app {

outcome<std::optional<Page<ports::PermissionHolder>>> list_permission_holders(Services& services, const Caller& caller,
                                                                              const std::string& organization,
                                                                              const std::string& search,
                                                                              const std::string& after, int limit) {
    if (auto problem = check_view_or_admin(caller, organization)) return *std::move(problem);
    NEO_TRY(known, load_known_organization(services, caller, organization));
    NEO_TRY(holders, services.host.permission_holders(known.id, search, after, limit + 1));
    if (!holders) return std::optional<Page<ports::PermissionHolder>>();
    return std::optional(page_of(*std::move(holders), limit));
}

}  // namespace neo::app
