// Whether a log-in comes from a page of this host, and not from one of a foreign site, which would have somebody work
// in the account of another without knowing it.
#pragma once

#include "../config/public_url.hpp"
#include "../http/message.hpp"

#include <optional>

namespace neo::host::api {

// Unset for JSON with the header X-Neo-CSRF, which no form can send, that does not come from another origin. Otherwise
// the answer: 415, or 403.
//
// Sec-Fetch-Site decides where a browser sends it; else the header Origin, if there is one, must name the public URL,
// or without one the host that the request was sent to.
std::optional<http::Response> refuse_unless_own_page(const http::Request& request, const PublicUrl& url);

}  // namespace neo::host::api
