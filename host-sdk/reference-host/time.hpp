// Times as the host's store keeps them: microseconds since 1970-01-01 UTC.
#pragma once

#include <plugin/base/time.hpp>

namespace neo::host {

using Microseconds = std::int64_t;

inline Microseconds now() {
    return to_microseconds(time_now());
}

}  // namespace neo::host
