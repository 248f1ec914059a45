// Checks JSON against the part of JSON Schema that the API's description uses. A keyword that it does not know is an
// error, so that no rule of the description goes unchecked.
#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <vector>

namespace neo::e2e {

// What is wrong with `value`, each line with its place; `document` resolves "#/…" references.
std::vector<std::string> schema_violations(const boost::json::value& document, const boost::json::value& schema,
                                           const boost::json::value& value);

}  // namespace neo::e2e
