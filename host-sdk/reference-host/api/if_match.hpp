// The header If-Match (RFC 9110): what a thing must be for a change of it to be made.
#pragma once

#include "../http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::host::api {

// The strong etags that it lists, without their quotes; a weak one matches nothing, nor does what is none. Unset: any
// will do, for there is no such header, or it is "*".
std::optional<std::vector<std::string>> if_match(const http::Request& request);

// The value of the header ETag.
std::string quoted(const std::string& etag);

}  // namespace neo::host::api
