#include "portal_routes.hpp"

#include "portal_files.hpp"

#include <neo/host/cpp/text.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace neo::hooks {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> content_types{{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
}};

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const PortalFile* find_file(std::string_view path) {
    const auto files = portal_files();
    const auto found = std::ranges::find(files, path, &PortalFile::path);
    return found == files.end() ? nullptr : &*found;
}

std::string_view content_type_of(std::string_view path) {
    for (const auto& [ending, type] : content_types) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

bool accepts_gzip(const neo_http_request& request) {
    for (const neo_http_header& header : std::span(request.headers, request.header_count)) {
        if (sdk::view(header.name) == "accept-encoding")
            return sdk::view(header.value).find("gzip") != std::string_view::npos;
    }
    return false;
}

}  // namespace

Reply serve_portal(const neo_http_request& request, std::string_view path) {
    const std::string_view method = sdk::view(request.method);
    if (method != "GET" && method != "HEAD") {
        Reply refused{405, "The portal's pages are read only.\n", "text/plain; charset=utf-8", {}};
        refused.headers.emplace_back("allow", "GET, HEAD");
        return refused;
    }
    const PortalFile* file = find_file(path);
    // Missing assets must not be answered with a page: a browser would run it as a script.
    if (file == nullptr && !path.starts_with("assets/")) file = find_file("index.html");
    if (file == nullptr) {
        return {404,
                portal_files().empty() ? "This plugin was built without the portal.\n" : "There is no such file.\n",
                "text/plain; charset=utf-8",
                {}};
    }
    Reply reply{200, {}, content_type_of(file->path), {}};
    // The names of assets hold a hash of what they contain, so that they can be kept for good.
    reply.headers.emplace_back("cache-control",
                               file->path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    reply.headers.emplace_back("content-security-policy", content_security_policy);
    reply.headers.emplace_back("referrer-policy", "same-origin");
    reply.headers.emplace_back("x-content-type-options", "nosniff");
    reply.headers.emplace_back("vary", "accept-encoding");
    if (accepts_gzip(request)) {
        reply.headers.emplace_back("content-encoding", "gzip");
        reply.body = file->gzipped;
    } else {
        reply.body = file->plain;
    }
    return reply;
}

}  // namespace neo::hooks
