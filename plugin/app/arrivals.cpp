#include "arrivals.hpp"

#include "identifiers.hpp"

#include <chrono>

namespace neo::app {

namespace {

// An attempt is recorded within a fraction of this after its id was made, whatever a host takes to answer, and the
// clocks of the processes differ by less.
constexpr std::chrono::minutes settling{5};

constexpr int attempts_at_once = 500;
constexpr int turns = 20;

}  // namespace

result<void> take_in_arrivals(Services& services, const std::stop_token& stop) {
    const std::string before = first_id(services.clock.now() - settling);
    for (int turn = 0; turn < turns && !stop.stop_requested(); ++turn) {
        const auto more = services.store.arrivals().take_in(before, attempts_at_once);
        if (!more) return more.error();
        if (!*more) break;
    }
    return {};
}

}  // namespace neo::app
