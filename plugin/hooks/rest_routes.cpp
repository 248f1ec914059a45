#include "rest_routes.hpp"

#include "json_writer.hpp"
#include "openapi.hpp"

#include <neo/host/cpp/text.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace neo::hooks {

using app::outcome;

namespace {

// The ids of the placeholders, if these segments are of this path.
std::optional<std::vector<std::string>> match(std::string_view path, std::span<const std::string> segments) {
    std::vector<std::string> ids;
    for (const std::string& segment : segments) {
        if (path.empty()) return std::nullopt;
        const std::string_view expected = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(expected.size() + 1, path.size()));
        if (expected == "*" && !segment.empty()) {
            ids.push_back(segment);
        } else if (expected != segment) {
            return std::nullopt;
        }
    }
    return path.empty() ? std::optional(std::move(ids)) : std::nullopt;
}

std::string_view header(const neo_http_request& request, std::string_view name) {
    for (const neo_http_header& candidate : std::span(request.headers, request.header_count)) {
        if (sdk::view(candidate.name) == name) return sdk::view(candidate.value);
    }
    return {};
}

// A refusal of HTTP alone, with a header that says more.
Reply refused(int status, std::string_view title, std::string_view code, std::string_view detail,
              std::pair<std::string, std::string> header) {
    std::string problem =
        JsonObject().number("status", status).text("title", title).text("detail", detail).text("code", code).done();
    return {status, std::move(problem), "application/problem+json", {std::move(header)}};
}

Reply not_allowed(const std::string& allowed) {
    return refused(405, "The address does not take this method", "method_not_allowed",
                   "This address takes " + allowed + " only.", {"allow", allowed});
}

outcome<Reply> answer(const Route& route, const RestCall& call) {
    for (const std::string& id : call.ids) {
        if (auto checked = read_id(id, "the path"); !checked) return checked.error();
    }
    // A filter that is written wrong would answer everything.
    if (!route.query.empty()) {
        if (auto checked = check_query(call.query, route.query); !checked) return checked.error();
    }
    NEO_TRY(document, route.endpoint(call));
    return reply_with(std::move(document));
}

}  // namespace

outcome<domain::VersionId> RestCall::version() const {
    NEO_TRY(number, read_version(ids[2]));
    return domain::VersionId{ids[0], ids[1], number};
}

outcome<Reply> serve_rest(app::Services& services, const neo_http_request& http, const Target& target) {
    const std::span<const std::string> segments = std::span(target.segments).subspan(2);  // behind "api", "v1"
    const std::string_view method = sdk::view(http.method) == "HEAD" ? "GET" : sdk::view(http.method);
    if (segments.size() == 1 && segments[0] == "openapi.json") {
        return method == "GET" ? Reply{200, std::string(openapi_document())} : not_allowed("GET, HEAD");
    }
    if (http.user.size == 0) {
        return refused(401, "Nobody is logged in", "unauthenticated",
                       "Log in first, or send a token in the header Authorization.", {"www-authenticate", "Bearer"});
    }
    // A host may take user ids out of systems where they are no UTF-8; here they could not be told apart any more.
    NEO_TRY(user, read_id(sdk::view(http.user), "the user that the host names"));
    std::string allowed;
    for (const auto routes : {organization_routes, mapping_routes, dataflow_routes, promotion_routes, where_routes}) {
        for (const Route& route : routes) {
            auto ids = match(route.path, segments);
            if (!ids) continue;
            if (route.method == method) {
                return answer(route, {{services, std::move(user), target.query},
                                      std::move(*ids),
                                      sdk::view(http.body),
                                      header(http, "idempotency-key")});
            }
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
        }
    }
    if (!allowed.empty()) return not_allowed(allowed);
    return app::Problem("route_unknown",
                        "There is nothing at this address; /extensions/neo/api/v1/openapi.json lists what there is.");
}

}  // namespace neo::hooks
