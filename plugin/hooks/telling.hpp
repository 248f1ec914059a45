// How a reply reaches the host: whole, or piece by piece to a host that takes it so.
#pragma once

#include "reply.hpp"

#include <neo/host/hook/http.h>

#include <functional>
#include <string_view>

namespace neo::hooks {

// Hands over a whole reply.
void respond(const Reply& reply, neo_http_responder responder) noexcept;

// Answers the request `asked` ("GET /api/v1/me") with what `serve` makes of it. A reply with pieces goes to the
// request's stream, one piece after the other, as long as the client takes them; where the host has none they are put
// together. A problem of the first piece is answered as any other, for nothing was said by then; a later one cuts the
// answer and is told in the log.
void tell(const neo_http_request& request, neo_http_responder responder, std::string_view asked, ports::Log& log,
          const std::function<app::outcome<Reply>()>& serve) noexcept;

}  // namespace neo::hooks
