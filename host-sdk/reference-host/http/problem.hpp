// Answers of the host's own API: JSON documents, and problem documents (RFC 9457) for what went wrong.
#pragma once

#include "message.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace neo::host::http {

Response json_response(int status, const boost::json::value& document);
Response no_content();

// `code` is stable and for programs; `detail` is for a person: what failed and what to do. `facts` become members.
Response problem(int status, std::string_view code, std::string_view detail, const boost::json::object& facts = {});

// 503: there is no room for it now.
Response too_busy();

// 401 with the header that says how to authenticate.
Response unauthenticated(std::string_view detail);

// 405 with the header that says what the path takes: "GET, HEAD".
Response method_not_allowed(const std::string& allowed);

// The standard reason phrase of a status, "Unknown" for others.
std::string_view title_of(int status);

}  // namespace neo::host::http
