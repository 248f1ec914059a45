// The REST routes under /api/v1. Each resource (*_endpoints.cpp) has a table of its own.
#pragma once

#include "endpoint.hpp"
#include "reply.hpp"

#include <neo/host/hook/http.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo::hooks {

struct RestCall : Call {
    std::vector<std::string> ids;  // of the route's placeholders, each checked as one
    std::string_view body;
    std::string_view idempotency_key;

    // The version that the first three placeholders name.
    app::outcome<domain::VersionId> version() const;
};

struct Route {
    std::string_view method;
    std::string_view path;  // segments; "*" is a placeholder
    app::outcome<Document> (*endpoint)(const RestCall& call);
    std::string_view query = {};  // its members
};

inline constexpr std::string_view page_members = "limit cursor";

extern const std::span<const Route> organization_routes;
extern const std::span<const Route> mapping_routes;
extern const std::span<const Route> dataflow_routes;
extern const std::span<const Route> promotion_routes;
extern const std::span<const Route> where_routes;

// Answers one request below the mount's "/api/v1" as openapi.json describes. Any thread.
app::outcome<Reply> serve_rest(app::Services& services, const neo_http_request& request, const Target& target);

}  // namespace neo::hooks
