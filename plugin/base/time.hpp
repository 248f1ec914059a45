// Times: microseconds UTC, and RFC 3339 in documents: "2026-11-23T15:10:00.123456Z". Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace neo {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

inline std::int64_t to_microseconds(Time time) noexcept {
    return time.time_since_epoch().count();
}
inline Time from_microseconds(std::int64_t microseconds) noexcept {
    return Time{std::chrono::microseconds{microseconds}};
}
// By the system's clock.
inline Time time_now() noexcept {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string rfc3339(Time time);

// Reads RFC 3339 with any offset and any number of digits behind the second; what is finer than a microsecond is cut
// off.
std::optional<Time> time_from(std::string_view text);

}  // namespace neo
