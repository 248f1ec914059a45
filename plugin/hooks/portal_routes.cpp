#include "portal_routes.hpp"

#include "portal_files.hpp"

#include <neo/host/cpp/text.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace neo::hooks {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> content_types{{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
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

// Whether an Accept-Encoding lists gzip with a weight other than zero (RFC 9110, 12.5.3).
bool lists_gzip(std::string_view accepted) {
    for (std::size_t from = 0; from < accepted.size();) {
        const std::size_t comma = std::min(accepted.find(',', from), accepted.size());
        const std::string_view coding = accepted.substr(from, comma - from);
        const std::size_t weight = coding.find(';');
        std::string_view name = coding.substr(0, weight);
        name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
        name = name.substr(0, name.find_first_of(" \t"));
        if (name == "gzip") {
            return weight == std::string_view::npos ||
                   coding.find_first_of("123456789", weight) != std::string_view::npos;
        }
        from = comma + 1;
    }
    return false;
}

bool accepts_gzip(const neo_http_request& request) {
    return std::ranges::any_of(std::span(request.headers, request.header_count), [](const neo_http_header& header) {
        return sdk::view(header.name) == "accept-encoding" && lists_gzip(sdk::view(header.value));
    });
}

// The index as the page at `path`: what it asks for, written as beside it ("./assets/…"), lies that many folders above.
// So the portal works below any path of a proxy, without a base that the policy would have to allow.
std::string index_at(std::string_view path, std::string_view index) {
    constexpr std::string_view beside = "\"./";
    std::string up = "\"";
    for (auto slashes = std::ranges::count(path, '/'); slashes > 0; --slashes)
        up += "../";
    std::string page;
    for (std::size_t at = index.find(beside); at != std::string_view::npos; at = index.find(beside)) {
        page.append(index.substr(0, at)).append(up);
        index.remove_prefix(at + beside.size());
    }
    return page.append(index);
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
    if (file->path == "index.html" && path.find('/') != std::string_view::npos) {
        reply.body = index_at(path, file->plain);
    } else if (accepts_gzip(request)) {
        reply.headers.emplace_back("content-encoding", "gzip");
        reply.body = file->gzipped;
    } else {
        reply.body = file->plain;
    }
    return reply;
}

}  // namespace neo::hooks
