#include "routes.hpp"

#include "../http/target.hpp"
#include "../json/malformed.hpp"
#include "../platform/limits.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace neo::host::api {

namespace {

// What a body holds, which says how large it may be.
enum class Body { request, session, document };

struct Route {
    std::string_view method;
    std::vector<std::string_view> pattern;  // empty stands for an id
    http::Response (*handle)(const Call&);
    bool for_nobody = false;  // needs no log-in
    Body body = Body::request;
};

const std::vector<Route>& routes() {
    static const std::vector<Route> all{
        {"POST", {"session"}, log_in, true, Body::session},
        {"DELETE", {"session"}, log_out, true},
        {"GET", {"sessions"}, list_sessions},
        {"DELETE", {"sessions"}, end_sessions},
        {"DELETE", {"sessions", ""}, end_session},
        {"GET", {"users", "", "tokens"}, list_tokens},
        {"POST", {"users", "", "tokens"}, create_token},
        {"DELETE", {"users", "", "tokens", ""}, revoke_token},
        {"GET", {"organizations", ""}, get_organization},
        {"PUT", {"organizations", ""}, put_organization},
        {"PUT", {"users", "", "grants", ""}, put_grant},
        {"POST", {"organizations", "", "dataflows"}, create_dataflow, false, Body::document},
        {"POST", {"organizations", "", "dataflows", "", "versions"}, create_version, false, Body::document},
        {"PUT", {"organizations", "", "dataflows", "", "versions", ""}, change_draft, false, Body::document},
        {"POST", {"organizations", "", "dataflows", "", "versions", "", "state"}, change_state},
    };
    return all;
}

// The ids of a path; unset when it is not of this pattern.
std::optional<std::vector<std::string>> match(const Route& route, const std::vector<std::string>& segments) {
    if (segments.size() != route.pattern.size()) return std::nullopt;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (route.pattern[i].empty())
            ids.push_back(segments[i]);
        else if (route.pattern[i] != segments[i])
            return std::nullopt;
    }
    return ids;
}

// The route of a request and the ids of its path, or why there is none.
struct Match {
    const Route& route;
    std::vector<std::string> ids;
};

std::variant<Match, http::Response> find_route(const http::Request& request, std::string_view target) {
    const auto segments = http::segments_of(http::path_of(target));
    if (!segments) return http::problem(400, "bad_request", "the path holds a broken percent escape or no UTF-8");
    if (std::any_of(segments->begin(), segments->end(), has_control_characters))
        return http::problem(422, "document_invalid", "an id in the path holds a control character");
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    std::string allowed;
    for (const Route& route : routes()) {
        auto ids = match(route, *segments);
        if (!ids) continue;
        if (route.method == method) return Match{route, *std::move(ids)};
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (allowed.empty()) return http::problem(404, "not_found", "there is nothing at this path");
    return http::method_not_allowed(allowed);
}

std::size_t limit_of(Body body, const BodyLimits& limits) {
    switch (body) {
        case Body::session:
            return limits.session;
        case Body::document:
            return limits.documents;
        case Body::request:
            break;
    }
    return limits.requests;
}

}  // namespace

std::variant<http::Response, std::size_t> admit(Shared& shared, const Caller& caller, const http::Request& head,
                                                std::string_view target, Visit& visit) {
    auto found = find_route(head, target);
    if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
    auto& [route, ids] = std::get<Match>(found);
    if (!route.for_nobody && caller.user.empty())
        return http::unauthenticated("log in, or send the header Authorization: Bearer TOKEN");
    // Documents are large: they are for who may edit there alone, which their handlers ask again.
    if (route.body == Body::document) {
        const std::string organization = ids.front();
        const Call call{head, caller, std::move(ids), shared.pool, shared.config.cluster, shared, visit};
        if (auto refusal = refuse_unless(call, organization, {edit_permission})) return *std::move(refusal);
    }
    return limit_of(route.body, shared.config.limits.body_bytes);
}

http::Response handle(Shared& shared, const Caller& caller, const http::Request& request, std::string_view target,
                      Visit& visit) {
    auto found = find_route(request, target);
    if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
    auto& [route, ids] = std::get<Match>(found);
    try {
        return route.handle({request, caller, std::move(ids), shared.pool, shared.config.cluster, shared, visit});
    } catch (const json::Malformed& error) {
        if (error.kind() == json::Malformed::Kind::syntax) return http::problem(400, "malformed_json", error.what());
        return http::problem(422, "document_invalid", error.what());
    }
}

}  // namespace neo::host::api
