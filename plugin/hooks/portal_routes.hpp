// Serves the web portal under /ui (rows P).
#pragma once

#include "reply.hpp"

#include <neo/host/hook/http.h>

#include <string_view>

namespace neo::hooks {

// `path` is what stands below "/ui" without a leading slash. What is no file is a page of the portal: its index. Needs
// no log-in: the portal shows its own page for that. Any thread.
Reply serve_portal(const neo_http_request& request, std::string_view path);

}  // namespace neo::hooks
