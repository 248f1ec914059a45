#include "arrivals.hpp"

#include "identifiers.hpp"

#include <chrono>

namespace neo::app {

namespace {

// An attempt is recorded within a fraction of this after its id was made, whatever a host takes to answer, and the
// clocks of the processes differ by less.
constexpr std::chrono::minutes settling{5};

constexpr int attempts_at_once = 500;
constexpr std::chrono::seconds turn{2};

}  // namespace

result<void> take_in_arrivals(Services& services, const std::stop_token& stop) {
    const std::string before = first_id(services.clock.now() - settling);
    const auto end = std::chrono::steady_clock::now() + turn;
    for (bool more = true; more && !stop.stop_requested() && std::chrono::steady_clock::now() < end;) {
        const auto taken = services.store.arrivals().take_in(before, attempts_at_once);
        if (!taken) return taken.error();
        more = *taken;
    }
    return {};
}

}  // namespace neo::app
