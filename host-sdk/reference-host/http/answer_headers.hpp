// The headers of an answer: those that every one has, and those that go out.
#pragma once

#include "message.hpp"

#include <boost/beast/http/message.hpp>

namespace neo::host::http {

// Adds those that who made it did not say: nobody keeps it or guesses what it is; JSON is no page and stands in no
// frame. Over TLS, which `secure` says, browsers come back that way only (RFC 6797).
void add_missing_headers(Response& response, bool secure);

// The head of an answer as it goes out: without what would split it, and without what the server itself says of the
// length and the connection.
boost::beast::http::response_header<> head_of(const Response& response, bool is_1_1);

}  // namespace neo::host::http
