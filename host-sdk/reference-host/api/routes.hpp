// The host's own API, under /api/v1 (host-sdk/reference-host/README.md).
#pragma once

#include "../config/limits.hpp"
#include "call.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace neo::host::api {

inline constexpr std::string_view mount = "/api/v1";

// `target`, here and below, is what follows the mount. From the head of a request: its answer, or how large its body
// may be. Any thread.
std::variant<http::Response, std::size_t> admit(Shared& shared, const Caller& caller, const http::Request& head,
                                                std::string_view target, Visit& visit);

// Answers a request that was admitted. Any thread.
http::Response handle(Shared& shared, const Caller& caller, const http::Request& request, std::string_view target,
                      Visit& visit);

// One file a thing.
http::Response log_in(const Call& call);
http::Response log_out(const Call& call);

http::Response list_sessions(const Call& call);
http::Response end_session(const Call& call);
http::Response end_sessions(const Call& call);

http::Response list_tokens(const Call& call);
http::Response create_token(const Call& call);
http::Response revoke_token(const Call& call);

http::Response get_organization(const Call& call);
http::Response put_organization(const Call& call);
http::Response put_grant(const Call& call);

http::Response create_dataflow(const Call& call);
http::Response create_version(const Call& call);
http::Response change_draft(const Call& call);
http::Response change_state(const Call& call);

}  // namespace neo::host::api
