#include "conditional.hpp"

#include <neo/host/cpp/text.hpp>
#include <plugin/base/digest.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace neo::hooks {

namespace {

// Weak: a host or a proxy may compress the body.
std::string tag_of(std::string_view body) {
    constexpr std::size_t digits = 32;
    return "W/\"" + sha256(body).substr(0, digits) + '"';
}

// Whether a list of entity tags names this one, weak or strong.
bool lists(std::string_view tags, std::string_view tag) {
    const std::string_view opaque = tag.substr(tag.find('"'));
    for (std::size_t open = tags.find('"'); open != std::string_view::npos;) {
        const std::size_t close = tags.find('"', open + 1);
        if (close == std::string_view::npos) return false;
        if (tags.substr(open, close + 1 - open) == opaque) return true;
        open = tags.find('"', close + 1);
    }
    return false;
}

bool is_any(std::string_view tags) {
    const std::size_t star = tags.find_first_not_of(" \t");
    return star != std::string_view::npos && tags[star] == '*' &&
           tags.find_first_not_of(" \t", star + 1) == std::string_view::npos;
}

bool has_already(const neo_http_request& request, std::string_view tag) {
    return std::ranges::any_of(std::span(request.headers, request.header_count), [&](const neo_http_header& header) {
        const std::string_view value = sdk::view(header.value);
        return sdk::view(header.name) == "if-none-match" && (is_any(value) || lists(value, tag));
    });
}

}  // namespace

Reply conditional(Reply reply, const neo_http_request& request) {
    const std::string_view method = sdk::view(request.method);
    const bool has_tag = std::ranges::any_of(reply.headers, [](const auto& header) { return header.first == "etag"; });
    if (reply.status != 200 || has_tag || reply.more || (method != "GET" && method != "HEAD")) return reply;
    std::string tag = tag_of(reply.body);
    if (has_already(request, tag)) {
        reply.status = 304;
        reply.body.clear();
    }
    reply.headers.emplace_back("etag", std::move(tag));
    return reply;
}

}  // namespace neo::hooks
