#include "rest_routes.hpp"

#include "openapi.hpp"

#include <neo/host/cpp/text.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace neo::hooks {

namespace {

using app::outcome;
using app::Services;

struct Request {
    std::string user;
    std::vector<std::string> values;  // of the route's placeholders, checked as ids
    const Query& query;
    std::string_view body;
    std::string_view idempotency_key;
};

using Handler = Reply (*)(Services&, const Request&);

// The version that the first three placeholders name, or the problem of its number.
template <class Use>
Reply with_version(const Request& request, Use&& use) {
    const auto number = read_version(request.values[2]);
    if (!number) return reply_with(number.error());
    return use(domain::VersionId{request.values[0], request.values[1], *number});
}

// A text member of a body with no members but `members`.
outcome<std::string> read_member(std::string_view body, std::string_view member,
                                 std::initializer_list<std::string_view> members) {
    NEO_TRY(object, read_object(body, members));
    return read_text(object, member);
}

Reply me(Services& services, const Request& request) {
    return api::me(services, request.user);
}

Reply list_organizations(Services& services, const Request& request) {
    return api::list_organizations(services, request.user, request.query);
}

Reply get_organization(Services& services, const Request& request) {
    return api::get_organization(services, request.user, request.values[0]);
}

Reply organization_map(Services& services, const Request& request) {
    return api::organization_map(services, request.user);
}

Reply put_registration(Services& services, const Request& request) {
    const auto type = read_member(request.body, "type", {"type"});
    if (!type) return reply_with(type.error());
    return api::register_organization(services, request.user, request.values[0], *type);
}

Reply remove_registration(Services& services, const Request& request) {
    return api::remove_registration(services, request.user, request.values[0]);
}

Reply list_mappings(Services& services, const Request& request) {
    return api::list_mappings(services, request.user, request.values[0], request.query);
}

Reply add_mapping(Services& services, const Request& request) {
    const auto body = read_object(request.body, {"target", "relation"});
    if (!body) return reply_with(body.error());
    const auto target = read_text(*body, "target");
    if (!target) return reply_with(target.error());
    const auto id = read_id(*target, "target");
    if (!id) return reply_with(id.error());
    const auto relation = read_text(*body, "relation");
    if (!relation) return reply_with(relation.error());
    return api::add_mapping(services, request.user, request.values[0], *id, *relation);
}

Reply change_relation(Services& services, const Request& request) {
    const auto relation = read_member(request.body, "relation", {"relation"});
    if (!relation) return reply_with(relation.error());
    return api::change_relation(services, request.user, request.values[0], request.values[1], *relation);
}

Reply remove_mapping(Services& services, const Request& request) {
    return api::remove_mapping(services, request.user, request.values[0], request.values[1]);
}

Reply list_mapping_changes(Services& services, const Request& request) {
    return api::list_mapping_changes(services, request.user, request.values[0], request.query);
}

Reply list_applications(Services& services, const Request& request) {
    return api::list_applications(services, request.user, request.values[0], request.query);
}

Reply list_dataflows(Services& services, const Request& request) {
    return api::list_dataflows(services, request.user, request.values[0], request.query);
}

Reply get_dataflow(Services& services, const Request& request) {
    return api::get_dataflow(services, request.user, request.values[0], request.values[1]);
}

Reply get_version(Services& services, const Request& request) {
    return with_version(
        request, [&](const domain::VersionId& version) { return api::get_version(services, request.user, version); });
}

Reply list_targets(Services& services, const Request& request) {
    return with_version(request, [&](const domain::VersionId& version) {
        return api::list_targets(services, request.user, version, request.query);
    });
}

Reply list_target_applications(Services& services, const Request& request) {
    return with_version(request, [&](const domain::VersionId& version) {
        return api::list_target_applications(services, request.user, version, request.values[3], request.query);
    });
}

Reply preflight(Services& services, const Request& request) {
    const auto wanted = read_promotion_request(request.body);
    if (!wanted) return reply_with(wanted.error());
    return api::preflight(services, request.user, *wanted);
}

Reply promote(Services& services, const Request& request) {
    auto wanted = read_promotion_request(request.body);
    if (!wanted) return reply_with(wanted.error());
    const auto key = read_idempotency_key(request.idempotency_key);
    if (!key) return reply_with(key.error());
    wanted->idempotency_key = *key;
    return api::promote(services, request.user, *wanted);
}

Reply get_promotion(Services& services, const Request& request) {
    return api::get_promotion(services, request.user, request.values[0]);
}

Reply list_promotions(Services& services, const Request& request) {
    return api::list_promotions(services, request.user, request.query);
}

struct Route {
    std::string_view method;
    std::string_view path;  // segments; "*" is a placeholder
    Handler handler;
    std::string_view query = {};  // its members
};

constexpr std::string_view paging = "limit cursor";
constexpr std::string_view history_query =
    "organization role other_organization dataflow version status actor from to limit cursor";

constexpr std::array routes{
    Route{"GET", "me", me},
    Route{"GET", "organizations", list_organizations, "search limit cursor"},
    Route{"GET", "organization-map", organization_map},
    Route{"GET", "organizations/*", get_organization},
    Route{"PUT", "organizations/*/registration", put_registration},
    Route{"DELETE", "organizations/*/registration", remove_registration},
    Route{"GET", "organizations/*/mappings", list_mappings, paging},
    Route{"POST", "organizations/*/mappings", add_mapping},
    Route{"PATCH", "organizations/*/mappings/*", change_relation},
    Route{"DELETE", "organizations/*/mappings/*", remove_mapping},
    Route{"GET", "organizations/*/mapping-changes", list_mapping_changes, paging},
    Route{"GET", "organizations/*/applications", list_applications, paging},
    Route{"GET", "organizations/*/dataflows", list_dataflows, "search application state limit cursor"},
    Route{"GET", "organizations/*/dataflows/*", get_dataflow},
    Route{"GET", "organizations/*/dataflows/*/versions/*", get_version},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets", list_targets, paging},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets/*/applications", list_target_applications,
          paging},
    Route{"POST", "promotions/preflight", preflight},
    Route{"POST", "promotions", promote},
    Route{"GET", "promotions", list_promotions, history_query},
    Route{"GET", "promotions/*", get_promotion},
};

// The values of the placeholders, if these segments are of this path.
std::optional<std::vector<std::string>> match(std::string_view path, std::span<const std::string> segments) {
    std::vector<std::string> values;
    for (const std::string& segment : segments) {
        if (path.empty()) return std::nullopt;
        const std::string_view expected = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(expected.size() + 1, path.size()));
        if (expected == "*" && !segment.empty()) {
            values.push_back(segment);
        } else if (expected != segment) {
            return std::nullopt;
        }
    }
    return path.empty() ? std::optional(std::move(values)) : std::nullopt;
}

std::string_view header(const neo_http_request& request, std::string_view name) {
    for (const neo_http_header& candidate : std::span(request.headers, request.header_count)) {
        if (sdk::view(candidate.name) == name) return sdk::view(candidate.value);
    }
    return {};
}

Reply not_allowed(const std::string& allowed) {
    Reply reply = reply_with(app::Problem{app::Problem::Kind::method_not_allowed,
                                          "method_not_allowed",
                                          "This address takes " + allowed + " only.",
                                          {},
                                          {}});
    reply.headers.emplace_back("allow", allowed);
    return reply;
}

}  // namespace

Reply serve_rest(app::Services& services, const neo_http_request& http, const Target& target) {
    const std::span<const std::string> segments = std::span(target.segments).subspan(2);  // behind "api", "v1"
    const std::string_view method = sdk::view(http.method) == "HEAD" ? "GET" : sdk::view(http.method);
    if (segments.size() == 1 && segments[0] == "openapi.json") {
        return method == "GET" ? Reply{200, std::string(openapi_document())} : not_allowed("GET, HEAD");
    }
    if (http.user.size == 0) {
        return reply_with(app::Problem{app::Problem::Kind::unauthenticated,
                                       "unauthenticated",
                                       "Log in first, or send a token in the header Authorization.",
                                       {},
                                       {}});
    }
    // A host may take user ids out of systems where they are no UTF-8; here they could not be told apart any more.
    if (auto user = read_id(sdk::view(http.user), "the user that the host names"); !user)
        return reply_with(user.error());
    std::string allowed;
    for (const Route& route : routes) {
        auto values = match(route.path, segments);
        if (!values) continue;
        if (route.method != method) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
            continue;
        }
        for (const std::string& value : *values) {
            if (auto id = read_id(value, "the path"); !id) return reply_with(id.error());
        }
        // A filter that is written wrong would answer everything.
        if (!route.query.empty()) {
            if (auto checked = check_query(target.query, route.query); !checked) return reply_with(checked.error());
        }
        return route.handler(services, {std::string(sdk::view(http.user)), std::move(*values), target.query,
                                        sdk::view(http.body), header(http, "idempotency-key")});
    }
    if (!allowed.empty()) return not_allowed(allowed);
    return reply_with(
        app::Problem{app::Problem::Kind::not_found,
                     "route_unknown",
                     "There is nothing at this address; /extensions/neo/api/v1/openapi.json lists what there is.",
                     {},
                     {}});
}

}  // namespace neo::hooks
