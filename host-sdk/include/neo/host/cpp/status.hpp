// The names of the statuses, for messages, logs and tests. Header-only, no state; any thread.
#pragma once

#include <neo/host/abi.h>

#include <string_view>

namespace neo::sdk {

// "not_found" for NEO_NOT_FOUND; "unknown status" for a number that this SDK does not know. Static text.
inline std::string_view status_name(neo_status status) noexcept {
    switch (status) {
        case NEO_OK:
            return "ok";
        case NEO_NOT_FOUND:
            return "not_found";
        case NEO_INVALID:
            return "invalid";
        case NEO_DENIED:
            return "denied";
        case NEO_CONFLICT:
            return "conflict";
        case NEO_BARRED:
            return "barred";
        case NEO_PAYLOAD_MISMATCH:
            return "payload_mismatch";
        case NEO_ALREADY_APPLIED:
            return "already_applied";
        case NEO_UNAVAILABLE:
            return "unavailable";
        case NEO_UNSUPPORTED:
            return "unsupported";
        case NEO_INTERNAL:
            return "internal";
        default:
            return "unknown status";
    }
}

}  // namespace neo::sdk
