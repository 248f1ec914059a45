// Keeps what spreads are read from near the present (W2).
#pragma once

#include "services.hpp"

#include <stop_token>

namespace neo::app {

// Takes in attempts of which it is certain by now that none before them is still to be recorded; of a long history a
// part, so that others get their turn. Any thread; several processes may do so at once.
result<void> take_in_arrivals(Services& services, const std::stop_token& stop);

}  // namespace neo::app
