// The newest attempt of each of some organizations (W7).
#pragma once

#include "caller.hpp"

#include <plugin/ports/history.hpp>

#include <map>
#include <string>
#include <vector>

namespace neo::app {

// By organization: of those that the caller may view the newest of all, of those that he may work in his own (A6),
// where they are among his newest 500. An organization of which he finds nothing is not there.
outcome<std::map<std::string, ports::LastPromotion>> last_promotions(Services& services, const Caller& caller,
                                                                     const std::vector<std::string>& organizations);

}  // namespace neo::app
