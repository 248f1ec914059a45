#include "conditional.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"
#include "input.hpp"
#include "portal_routes.hpp"
#include "rest_routes.hpp"
#include "telling.hpp"

#include <neo/host/cpp/text.hpp>

#include <string>

namespace neo::hooks {

namespace {

constexpr std::string_view ui = "/ui";

// Relative to the address that was asked for: the host may be below any path of a proxy.
Reply moved_to(std::string_view reference) {
    Reply moved{302, {}, "text/plain; charset=utf-8", {}};
    moved.headers.emplace_back("location", reference);
    return moved;
}

app::outcome<Reply> serve(app::Services& services, const neo_http_request& request) {
    const std::string_view text = sdk::view(request.target);
    const std::string_view path = text.substr(0, text.find('?'));
    if (path.empty()) return moved_to("neo/ui/");
    if (path == "/" || path == ui) return moved_to("ui/");
    if (path.starts_with("/ui/")) return serve_portal(request, path.substr(ui.size() + 1));
    NEO_TRY(target, read_target(text));
    if (target.segments.size() > 2 && target.segments[0] == "api" && target.segments[1] == "v1") {
        NEO_TRY(reply, serve_rest(services, request, target));
        return conditional(std::move(reply), request);
    }
    return app::Problem(
        "route_unknown",
        "There is nothing at this address. The portal is at /extensions/neo/ui, the API at /extensions/neo/api/v1.");
}

void handle(void* context, const neo_http_request* request, neo_http_responder responder) noexcept {
    Plugin& plugin = plugin_of(context);
    if (!plugin.is_of_this_process()) {
        respond(reply_with(app::Problem("unavailable", std::string(started_before_fork))), responder);
        return;
    }
    if (request->struct_size < NEO_HTTP_REQUEST_1_0_SIZE) {
        respond(reply_with(bad_request("The host's request is too short. Build the host against the SDK's headers.")),
                responder);
        return;
    }
    const std::string_view target = sdk::view(request->target);
    const std::string asked =
        std::string(sdk::view(request->method)) + " " + std::string(target.substr(0, target.find('?')));
    app::Services& services = plugin.services();
    tell(*request, responder, asked, services.log, [&] { return serve(services, *request); });
}

}  // namespace

const neo_http_1 http_hook{sizeof(neo_http_1), "/extensions/neo", handle};

}  // namespace neo::hooks
