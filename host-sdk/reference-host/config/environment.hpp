// `${NAME}` in a text of the configuration stands for the environment variable NAME, so that secrets stay out of files.
#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace neo::host::config {

// Replaces every ${NAME} in every text of `value` (not in keys). Throws json::Malformed naming the key when a variable
// is not set; `place` is the path of `value`.
void expand_environment(boost::json::value& value, const std::string& place);

}  // namespace neo::host::config
