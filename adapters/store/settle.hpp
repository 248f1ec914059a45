// What became of a change whose commit had no answer.
#pragma once

#include <plugin/base/result.hpp>

#include <utility>

namespace neo::sql {

// Answers what `write` does, once that is known. When its outcome is not, it is run again, which ends whatever the
// first run still has under way. If the second run then finds nothing to do (false, or empty), `read` says what the
// first one did: the same value if it was that one, else false or empty. outcome_unknown: it could not be found out.
template <class Write, class Read>
auto settle(Write&& write, Read&& read) -> decltype(write()) {
    auto written = write();
    if (written || written.error().code != ErrorCode::outcome_unknown) return written;
    auto again = write();
    if (again && *again) return again;
    if (!again) return written;
    auto found = read();
    if (!found) return written;
    return found;
}

}  // namespace neo::sql
