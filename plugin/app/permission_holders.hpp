// Who holds which of Neo's permissions in an organization, as the host tells it (A1, A3, A5).
#pragma once

#include "caller.hpp"
#include "page.hpp"

#include <optional>
#include <string>

namespace neo::app {

// Those whose id or name contains `search` whatever its case, behind the user `after`, in the order of their ids.
// Unset: the host does not tell. For who may view or administer the organization.
outcome<std::optional<Page<ports::PermissionHolder>>> list_permission_holders(Services& services, const Caller& caller,
                                                                              const std::string& organization,
                                                                              const std::string& search,
                                                                              const std::string& after, int limit);

}  // namespace neo::app
