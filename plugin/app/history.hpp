// Reading the history of promotions (H1, H2, A5).
#pragma once

#include "organizations.hpp"

#include <string>

namespace neo::app {

// Only an attempt that touches an organization that the caller may view; any other answers like one that does not
// exist.
outcome<ports::Promotion> get_promotion(Services& services, const Caller& caller, const std::string& id);

// Newest first. What the caller may not view is left out.
outcome<Page<ports::Promotion>> list_promotions(Services& services, const Caller& caller, ports::HistoryFilter filter);

}  // namespace neo::app
