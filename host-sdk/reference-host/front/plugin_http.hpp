// Passes a request on to a plugin's http/1 hook.
#pragma once

#include "../http/site.hpp"

#include <neo/host/cpp/table.hpp>

#include <string>

namespace neo::host {

// `target` is what follows the mount, as it was sent; `user` is empty for nobody. Credentials stay with the host. The
// plugin may stream its answer through `outlet`; null: it answers as a whole.
http::Response ask_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& request, const std::string& target,
                          const std::string& user, const http::Outlet* outlet);

}  // namespace neo::host
