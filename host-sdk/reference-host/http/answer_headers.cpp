#include "answer_headers.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace neo::host::http {

namespace {

const Header* find(const Response& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                    [&](const Header& header) { return boost::beast::iequals(header.name, name); });
    return found == response.headers.end() ? nullptr : &*found;
}

void add_if_missing(Response& response, const char* name, const char* value) {
    if (find(response, name) == nullptr) response.headers.push_back({name, value});
}

bool is_json(const Response& response) {
    const Header* type = find(response, "Content-Type");
    if (type == nullptr) return false;
    const std::string_view media = std::string_view(type->value).substr(0, type->value.find(';'));
    return media == "application/json" || media.ends_with("+json");
}

bool is_header_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 || c == '\t'; });
}

// The server itself says how long a message is and whether the connection stays.
bool belongs_to_server(std::string_view name) {
    constexpr std::array<std::string_view, 4> own{"content-length", "transfer-encoding", "connection", "keep-alive"};
    return std::any_of(own.begin(), own.end(), [&](std::string_view one) { return boost::beast::iequals(name, one); });
}

}  // namespace

void add_missing_headers(Response& response, bool secure) {
    add_if_missing(response, "X-Content-Type-Options", "nosniff");
    add_if_missing(response, "Cache-Control", "no-store");
    if (is_json(response))
        add_if_missing(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (secure) add_if_missing(response, "Strict-Transport-Security", "max-age=31536000");
}

boost::beast::http::response_header<> head_of(const Response& response, bool is_1_1) {
    boost::beast::http::response_header<> head;
    head.version(is_1_1 ? 11 : 10);
    head.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) {
        if (header.name.empty() || !is_header_text(header.name) || !is_header_text(header.value)) continue;
        if (!belongs_to_server(header.name)) head.insert(header.name, header.value);
    }
    return head;
}

}  // namespace neo::host::http
