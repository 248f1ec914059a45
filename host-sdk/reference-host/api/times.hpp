// Times in the documents of the host's own API.
#pragma once

#include "../time.hpp"

#include <boost/json/value.hpp>

#include <optional>

namespace neo::host::api {

inline boost::json::value time_or_null(const std::optional<Microseconds>& time) {
    if (!time) return nullptr;
    return boost::json::value(rfc3339(from_microseconds(*time)));
}

}  // namespace neo::host::api
