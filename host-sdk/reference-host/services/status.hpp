// From the store's faults to the statuses of the C ABI. A fault's message goes to the sink, its cause to the log.
#pragma once

#include "../log.hpp"
#include "../store/fault.hpp"

#include <neo/host/cpp/text.hpp>

#include <string>

namespace neo::host::services {

inline neo_status answer_fault(const Fault& fault, neo_sink reply) {
    sdk::write(reply, fault.message);
    if (!fault.cause.empty()) log(LogLevel::error, "store", fault.cause);
    switch (fault.kind) {
        case Fault::Kind::not_found:
            return NEO_NOT_FOUND;
        case Fault::Kind::invalid:
            return NEO_INVALID;
        case Fault::Kind::denied:
            return NEO_DENIED;
        case Fault::Kind::conflict:
        case Fault::Kind::changed:
            return NEO_CONFLICT;
        case Fault::Kind::raced:
        case Fault::Kind::unavailable:
            return NEO_UNAVAILABLE;
        case Fault::Kind::internal:
            break;
    }
    return NEO_INTERNAL;
}

inline neo_status answer_not_found(neo_sink reply, const char* what) {
    sdk::write(reply, what);
    return NEO_NOT_FOUND;
}

// Pages have 1 to 500 items.
inline constexpr std::uint32_t most_items = 500;

inline bool is_page_size(std::uint32_t limit) {
    return limit >= 1 && limit <= most_items;
}

inline neo_status answer_invalid(neo_sink reply, std::string_view why) {
    sdk::write(reply, why);
    return NEO_INVALID;
}

inline neo_status answer_bad_limit(neo_sink reply) {
    return answer_invalid(reply, "limit must be 1 to " + std::to_string(most_items));
}

inline std::string text(neo_text borrowed) {
    return std::string(sdk::view(borrowed));
}

}  // namespace neo::host::services
