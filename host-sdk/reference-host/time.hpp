// Times: microseconds since 1970-01-01 UTC in the store, RFC 3339 in documents.
#pragma once

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace neo::host {

using Microseconds = std::int64_t;

inline Microseconds now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// "2026-11-23T15:04:05.000006Z"
inline std::string rfc3339(Microseconds time) {
    const std::time_t seconds = static_cast<std::time_t>(time / 1'000'000);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", fmt::gmtime(seconds), time % 1'000'000);
}

}  // namespace neo::host
