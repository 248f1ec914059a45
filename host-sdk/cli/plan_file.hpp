// A plan as it lies in a file between `neo plan` and `neo promote`: an object of `source` and `target` as in a request,
// `plan`, and `url`, the host that it was made at.
#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace neo::cli {

// `file` "-" is standard output, or input. All throw Failure.
void write_plan(const std::string& file, boost::json::object body, const boost::json::value& plan,
                const std::string& url);

// The body of a promotion. A plan that was made at another host than `url` is refused: a file does not say whom a token
// is shown to.
boost::json::object read_plan(const std::string& file, const std::string& url);

}  // namespace neo::cli
