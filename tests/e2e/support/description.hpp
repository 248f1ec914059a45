// The API's own description (plugin/hooks/openapi.json), and whether an answer is one that it allows.
#pragma once

#include "client.hpp"

#include <boost/json/value.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace neo::e2e {

const boost::json::value& api_description();

// What is wrong with an answer to `method` `path` (below /extensions/neo/api/v1, with its query).
std::vector<std::string> violations_of(const std::string& method, const std::string& path, const Answer& answer);

// "GET /me" and so on: every operation that the description knows.
std::set<std::string> described_operations();

}  // namespace neo::e2e
