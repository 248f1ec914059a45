#include "own_page.hpp"

#include "../http/problem.hpp"

#include <boost/beast/core/string.hpp>

#include <string>
#include <string_view>

namespace neo::host::api {

namespace {

// Without its parameters, as "charset=utf-8".
std::string_view media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    const std::size_t end = content_type.find_last_not_of(" \t");
    return content_type.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool is_own(std::string_view origin, std::string_view host, const PublicUrl& url) {
    if (!url.origin.empty()) return boost::beast::iequals(origin, url.origin);
    return !host.empty() && (boost::beast::iequals(origin, "http://" + std::string(host)) ||
                             boost::beast::iequals(origin, "https://" + std::string(host)));
}

bool is_foreign(const http::Request& request, const PublicUrl& url) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const std::string_view origin = request.header("origin");
    return !origin.empty() && !is_own(origin, request.header("host"), url);
}

}  // namespace

std::optional<http::Response> refuse_unless_own_page(const http::Request& request, const PublicUrl& url) {
    if (!boost::beast::iequals(media_type(request.header("content-type")), "application/json"))
        return http::problem(415, "unsupported_media_type", "a log-in needs the header Content-Type: application/json");
    if (request.header("x-neo-csrf").empty())
        return http::problem(403, "csrf_header_missing", "a log-in needs the header X-Neo-CSRF");
    if (is_foreign(request, url))
        return http::problem(403, "foreign_origin",
                             "a log-in must come from a page of this host. Where a proxy stands before it, its "
                             "configuration needs the public_url that browsers use");
    return std::nullopt;
}

}  // namespace neo::host::api
