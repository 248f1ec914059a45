// The head of a request, read as strictly as RFC 9112 allows: what a server in front could understand in another way is
// refused.
#pragma once

#include "message.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

namespace neo::host::http {

inline constexpr std::size_t most_headers = 100;

struct Head {
    Request request;  // without its body
    bool is_1_1 = true;
    bool keep_alive = true;
    bool expects_continue = false;
    bool is_chunked = false;
    std::uint64_t content_length = 0;

    bool has_body() const noexcept { return is_chunked || content_length > 0; }
};

// Reads the text from the request line through the empty line. What is no such head, or one that could be understood in
// two ways, is answered (400, 417 for an expectation, 431 for too many headers, 501 for an unknown method or transfer
// coding); where that request ends is unknown then, so its connection must be closed.
std::variant<Head, Response> read_head(std::string_view text);

}  // namespace neo::host::http
