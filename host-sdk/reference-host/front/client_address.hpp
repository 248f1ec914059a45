// Where a request comes from when proxies stand before the host.
#pragma once

#include "../http/message.hpp"

#include <string>
#include <vector>

namespace neo::host {

// The address of who connected, or, where that is one of the trusted proxies, the last one in X-Forwarded-For that is
// none of them: what stands before it is anybody's word. `trusted` holds IP addresses as asio writes them.
std::string client_address(const http::Request& request, const std::vector<std::string>& trusted);

}  // namespace neo::host
