// The headers that every answer has unless who made it said otherwise.
#pragma once

#include "message.hpp"

namespace neo::host::http {

// Nobody keeps it or guesses what it is; JSON is no page and stands in no frame. Over TLS, which `secure` says,
// browsers come back that way only (RFC 6797).
void add_missing_headers(Response& response, bool secure);

}  // namespace neo::host::http
