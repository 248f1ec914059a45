#include "routes.hpp"

#include "../http/target.hpp"
#include "../json/malformed.hpp"
#include "../platform/limits.hpp"

#include <algorithm>
#include <optional>

namespace neo::host::api {

namespace {

struct Route {
    std::string_view method;
    std::vector<std::string_view> pattern;  // empty stands for an id
    http::Response (*handle)(const Call&);
    bool for_nobody = false;  // needs no log-in
};

const std::vector<Route>& routes() {
    static const std::vector<Route> all{
        {"POST", {"session"}, log_in, true},
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
        {"POST", {"organizations", "", "dataflows"}, create_dataflow},
        {"POST", {"organizations", "", "dataflows", "", "versions"}, create_version},
        {"PUT", {"organizations", "", "dataflows", "", "versions", ""}, change_draft},
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

http::Response answer(const Route& route, const Call& call) {
    if (!route.for_nobody && call.caller.user.empty())
        return http::unauthenticated("log in, or send the header Authorization: Bearer TOKEN");
    try {
        return route.handle(call);
    } catch (const json::Malformed& error) {
        if (error.kind() == json::Malformed::Kind::syntax) return http::problem(400, "malformed_json", error.what());
        return http::problem(422, "document_invalid", error.what());
    }
}

}  // namespace

http::Response handle(Shared& shared, const Caller& caller, const http::Request& request, std::string_view target,
                      Visit& visit) {
    const auto segments = http::segments_of(http::path_of(target));
    if (!segments) return http::problem(400, "bad_request", "the path holds a broken percent escape or no UTF-8");
    if (std::any_of(segments->begin(), segments->end(), has_control_characters))
        return http::problem(422, "document_invalid", "an id in the path holds a control character");
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    std::string allowed;
    for (const Route& route : routes()) {
        auto ids = match(route, *segments);
        if (!ids) continue;
        if (route.method == method)
            return answer(route, {request, caller, *std::move(ids), shared.pool, shared.config.cluster, shared, visit});
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
    }
    return allowed.empty() ? http::problem(404, "not_found", "there is nothing at this path")
                           : http::method_not_allowed(allowed);
}

}  // namespace neo::host::api
