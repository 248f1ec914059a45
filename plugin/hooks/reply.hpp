// What a request over HTTP is answered with.
#pragma once

#include "endpoint.hpp"

#include <plugin/app/problem.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace neo::hooks {

struct Reply {
    int status = 200;
    std::string body;
    std::string_view content_type = "application/json";
    Headers headers = {};
    Pieces more = {};  // what follows the body
};

// Says that the answer is that of an earlier request with the same idempotency key.
extern const std::pair<std::string, std::string> replayed_header;

Reply reply_with(Document document);
// A problem document (RFC 9457).
Reply reply_with(const app::Problem& problem);

}  // namespace neo::hooks
