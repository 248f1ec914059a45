// What a request is answered with, over HTTP and through the C hooks alike.
#pragma once

#include <neo/host/abi.h>
#include <plugin/app/problem.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::hooks {

struct Reply {
    int status = 200;  // of HTTP
    std::string body;
    std::string_view content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers = {};  // names in lower case
    std::string cause = {};  // for the log: what host or store said, never told to a client
};

// Says that the answer is that of an earlier request with the same idempotency key.
extern const std::pair<std::string, std::string> replayed_header;

// A problem document with the status of its kind.
Reply reply_with(const app::Problem& problem);

// The document that `write` makes of a value, or the problem document.
template <class Value, class Write>
Reply reply_with(const app::outcome<Value>& outcome, Write&& write, int status = 200) {
    if (!outcome) return reply_with(outcome.error());
    return {status, write(*outcome)};
}

// A document that is written already, or the problem document.
inline Reply reply_with(const app::outcome<std::string>& document) {
    return document ? Reply{200, *document} : reply_with(document.error());
}

// The status of the C hooks that says the same as an HTTP status.
neo_status hook_status(int http_status) noexcept;

}  // namespace neo::hooks
