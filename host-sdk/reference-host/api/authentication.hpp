// Who sends a request: by a bearer token, or by the portal's session cookie.
#pragma once

#include "../http/message.hpp"

#include <adapters/sql/pool.hpp>

#include <string>
#include <variant>

namespace neo::host::api {

struct Caller {
    std::string user;          // empty: nobody
    std::string session_hash;  // empty: not by a session
};

// The caller, or the answer to wrong credentials (401), to a state-changing request of a session without the header
// X-Neo-CSRF (403), or when the store does not answer (503). A session that has ended is nobody. A log-in brings its
// own credential in its body: it needs no header, whatever session there is.
std::variant<Caller, http::Response> authenticate(sql::Pool& pool, const http::Request& request, bool is_log_in);

inline constexpr char session_cookie[] = "neo_session";

}  // namespace neo::host::api
