#include "answer_headers.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
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

}  // namespace

void add_missing_headers(Response& response, bool secure) {
    add_if_missing(response, "X-Content-Type-Options", "nosniff");
    add_if_missing(response, "Cache-Control", "no-store");
    if (is_json(response))
        add_if_missing(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (secure) add_if_missing(response, "Strict-Transport-Security", "max-age=31536000");
}

}  // namespace neo::host::http
