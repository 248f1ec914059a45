// Answers that a client may have already (RFC 9110, 8.8.3 and 13.1.2).
#pragma once

#include "reply.hpp"

#include <neo/host/hook/http.h>

namespace neo::hooks {

// To a GET or HEAD that is answered with 200, an entity tag, which follows from the body alone; and 304 without the
// body where If-None-Match names it. It is made when the answer is there: who may not see it any more is told so. A
// reply with a tag of its own stays as it is: that of a version is for If-Match, and says nothing of what else the
// document tells. So does one that comes in pieces, of which nobody holds all. Any thread.
Reply conditional(Reply reply, const neo_http_request& request);

}  // namespace neo::hooks
