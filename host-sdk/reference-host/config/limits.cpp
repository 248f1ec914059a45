#include "limits.hpp"

#include "../json/object_reader.hpp"
#include "credentials_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace neo::host::config {

namespace {

constexpr std::int64_t kibibyte = 1024;
constexpr std::int64_t gibibyte = kibibyte * kibibyte * kibibyte;

template <class Number>
void read_number(json::ObjectReader& reader, std::string_view key, Number& number, std::int64_t least,
                 std::int64_t most) {
    if (const auto given = reader.optional_integer(key, least, most)) number = static_cast<Number>(*given);
}

// The largest is what content, its members and a promotion's body need.
BodyLimits read_body_limits(const boost::json::value& value) {
    json::ObjectReader reader(value, "limits.body_bytes");
    BodyLimits limits;
    read_number(reader, "session", limits.session, kibibyte, kibibyte * kibibyte);
    read_number(reader, "requests", limits.requests, kibibyte, 64 * kibibyte * kibibyte);
    read_number(reader, "documents", limits.documents, kibibyte, 64 * kibibyte * kibibyte);
    reader.refuse_unread();
    return limits;
}

}  // namespace

Limits read_limits(const boost::json::value& value) {
    json::ObjectReader reader(value, "limits");
    Limits limits;
    if (const auto* body = reader.find("body_bytes")) limits.body_bytes = read_body_limits(*body);
    read_number(reader, "bytes_in_flight", limits.bytes_in_flight, kibibyte, 64 * gibibyte);
    read_number(reader, "connections", limits.connections, 1, 1'000'000);
    read_number(reader, "connections_per_address", limits.connections_per_address, 1, 1'000'000);
    read_number(reader, "requests_per_second", limits.requests_per_second, 0, 1'000'000);
    limits.log_ins_per_minute = read_log_in_limits(reader);
    reader.refuse_unread();
    const BodyLimits& body = limits.body_bytes;
    if (limits.bytes_in_flight < std::max({body.session, body.requests, body.documents}))
        reader.refuse("bytes_in_flight",
                      "must be at least the largest of limits.body_bytes, which could never arrive else");
    return limits;
}

std::string told(const Limits& limits) {
    return fmt::format(
        "bodies {} (session), {} (requests), {} (documents) bytes; {} bytes in flight; {} connections, {} of an "
        "address; "
        "{}",
        limits.body_bytes.session, limits.body_bytes.requests, limits.body_bytes.documents, limits.bytes_in_flight,
        limits.connections, limits.connections_per_address,
        limits.requests_per_second == 0 ? "any number of requests"
                                        : fmt::format("{} requests a second of a caller", limits.requests_per_second));
}

}  // namespace neo::host::config
