// Reading JSON text: strict, UTF-8 checked, with the place of what is wrong.
#pragma once

#include <boost/json/value.hpp>

#include <string_view>

namespace neo::host::json {

// Throws Malformed: syntax, naming line and column, for what is no JSON; content, naming the member, for one that
// stands there twice, outside a dataflow's blocks and connections.
boost::json::value parse(std::string_view text);

// The same of a dataflow or version, with empty arrays in the place of its blocks and connections, which are read as
// text: values take many times the memory of their text. Also throws when what is left has more than 1 MiB.
boost::json::value parse_around_content(std::string_view text);

}  // namespace neo::host::json
