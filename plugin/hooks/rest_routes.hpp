// The REST routes under /api/v1: which request goes to which function of api.hpp.
#pragma once

#include "api.hpp"

#include <neo/host/hook/http.h>

namespace neo::hooks {

// Answers one request below the mount's "/api/v1" as openapi.json describes. Any thread.
Reply serve_rest(app::Services& services, const neo_http_request& request, const Target& target);

}  // namespace neo::hooks
