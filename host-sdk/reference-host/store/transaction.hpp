// One change of the host's store: begun again when another transaction was faster, a bounded number of times.
#pragma once

#include "fault.hpp"

#include <adapters/sql/pool.hpp>

#include <string_view>

namespace neo::host::store {

// As sql::Pool::write. `body(Connection&) -> Outcome<T>` must also bear to run after its own commit when `repeatable`:
// then an unknown outcome is settled by asking again.
template <class Body>
auto change(sql::Pool& pool, std::string_view name, Body&& body, bool repeatable = false)
    -> std::invoke_result_t<Body&, sql::Connection&> {
    constexpr int most_attempts = 8;
    for (int attempt = 1;; ++attempt) {
        auto outcome = pool.write(name, body);
        if (outcome.has_value()) return outcome;
        const Fault& fault = outcome.error();
        const bool again = fault.kind == Fault::Kind::raced || (repeatable && fault.code == "outcome_unknown");
        if (!again) return outcome;
        if (attempt == most_attempts)
            return Fault(Fault::Kind::unavailable, "unavailable", "others change the same thing; try again");
    }
}

}  // namespace neo::host::store
