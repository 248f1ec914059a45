#include "credentials_reader.hpp"

namespace neo::host::config {

SessionLimits read_sessions(const boost::json::value& value) {
    constexpr int shortest_idle_minutes = 5;  // a use is written down at most once a minute
    constexpr int longest_idle_minutes = 24 * 60;
    constexpr int most_hours = 7 * 24;
    json::ObjectReader reader(value, "sessions");
    SessionLimits limits;
    if (const auto idle = reader.optional_integer("idle_minutes", shortest_idle_minutes, longest_idle_minutes))
        limits.idle = std::chrono::minutes(*idle);
    if (const auto hours = reader.optional_integer("hours", 1, most_hours)) limits.longest = std::chrono::hours(*hours);
    reader.refuse_unread();
    return limits;
}

LogInLimits read_log_in_limits(json::ObjectReader& limits) {
    constexpr int most = 1'000'000;
    LogInLimits read;
    const boost::json::value* value = limits.find("log_ins_per_minute");
    if (value == nullptr) return read;
    json::ObjectReader reader(*value, limits.place_of("log_ins_per_minute"));
    if (const auto count = reader.optional_integer("address", 1, most)) read.of_address = static_cast<int>(*count);
    if (const auto count = reader.optional_integer("account", 1, most)) read.of_account = static_cast<int>(*count);
    reader.refuse_unread();
    return read;
}

}  // namespace neo::host::config
