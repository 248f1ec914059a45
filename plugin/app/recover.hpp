// Takes over promotions whose worker died or whose answer got lost (plugin/docs/protocol.md, step 5).
#pragma once

#include "carry_out.hpp"

#include <stop_token>

namespace neo::app {

// Recovers one row with an expired lease: claims it, asks the host, and brings it to an end where that is possible now.
Carried::End recover(Services& services, const ports::LedgerRow& expired);

struct Recovered {
    int ended = 0;      // brought to an end now
    int remaining = 0;  // prepared or aborting still, whether their lease has expired or not
};

// Recovers every row that is due; asked to stop, it ends after the row that it is at. Any thread; several processes may
// do so at once.
result<Recovered> recover_all(Services& services, const std::stop_token& stop = {});

}  // namespace neo::app
