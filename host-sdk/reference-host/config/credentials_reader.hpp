// Reads what the configuration says of sessions and of log-ins. Each throws json::Malformed, naming the key.
#pragma once

#include "../json/object_reader.hpp"
#include "credentials.hpp"

#include <boost/json/value.hpp>

namespace neo::host::config {

// {"idle_minutes": 30, "hours": 12}
SessionLimits read_sessions(const boost::json::value& value);
// The member "log_ins_per_minute" of `limits`, if there is one: {"address": 30, "account": 10}
LogInLimits read_log_in_limits(json::ObjectReader& limits);

}  // namespace neo::host::config
