// Times as the API writes them: RFC 3339, UTC, microseconds: "2026-11-23T15:10:00.123456Z".
#pragma once

#include <plugin/ports/clock.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace neo::hooks {

std::string time_text(Time time);

// Reads RFC 3339 with any offset and any number of digits behind the second; what is finer than a microsecond is cut
// off.
std::optional<Time> time_from(std::string_view text);

}  // namespace neo::hooks
