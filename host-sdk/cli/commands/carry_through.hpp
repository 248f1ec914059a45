// A promotion that is asked for until it is known what came of it. The same Idempotency-Key with every question makes
// that safe: the server answers the first attempt again.
#pragma once

#include <host-sdk/cli/server/api.hpp>

#include <boost/json/value.hpp>

#include <chrono>
#include <string>

namespace neo::cli {

// The promotion that ended, or the problem that it ended with. After `wait` it may still be in progress. Says on
// standard error that it waits, and with which key one can ask again. Throws Failure when nothing is known of it.
Document carry_through(Api& api, const boost::json::value& request, const std::string& idempotency_key,
                       std::chrono::seconds wait);

}  // namespace neo::cli
