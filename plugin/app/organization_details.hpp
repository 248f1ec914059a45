// What a table of organizations tells of each beside what it is (W7).
#pragma once

#include "caller.hpp"

#include <plugin/ports/history.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct OrganizationDetails {
    std::optional<std::int64_t> custom_applications;  // unset: the caller may not see them
    // Of one that the caller may view the newest attempt of all, of one that he may work in his own (A6), where it is
    // among his newest 500; unset: he finds none.
    std::optional<ports::LastPromotion> last_promotion;
};

// By organization, of each. The host is asked for the applications of one after the other.
outcome<std::map<std::string, OrganizationDetails>> organization_details(Services& services, const Caller& caller,
                                                                         const std::vector<std::string>& organizations);

}  // namespace neo::app
