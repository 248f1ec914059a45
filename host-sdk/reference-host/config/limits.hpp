// What clients may use up, the object "limits" of host.json. Whatever is over is refused before its body is read where
// the head tells it.
#pragma once

#include "credentials.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>

namespace neo::host {

// What a request may weigh, by what it is for.
struct BodyLimits {
    std::size_t session = 4 * 1024;
    std::size_t requests = 64 * 1024;
    std::size_t documents = 9 * 1024 * 1024;  // of who may edit there
};

struct Limits {
    BodyLimits body_bytes;
    std::size_t bytes_in_flight = 256 * 1024 * 1024;
    int connections = 1024;
    int connections_per_address = 256;
    int requests_per_second = 0;  // of one caller; 0: any number
    LogInLimits log_ins_per_minute;
};

namespace config {

// Throws json::Malformed with the key that is wrong.
Limits read_limits(const boost::json::value& value);

// One line for a person: what holds.
std::string told(const Limits& limits);

}  // namespace config
}  // namespace neo::host
