// Who sends a request: by a bearer token, or by the portal's session cookie.
#pragma once

#include "../config/public_url.hpp"
#include "../http/message.hpp"

#include <adapters/sql/pool.hpp>

#include <chrono>
#include <string>
#include <variant>

namespace neo::host::api {

struct Caller {
    std::string user;          // empty: nobody
    std::string session_hash;  // empty: not by a session
};

// The portal's session cookie: for the public URL alone, and over TLS alone where that is https.
class SessionCookie {
public:
    explicit SessionCookie(const PublicUrl& url);

    // What a browser sends back: "neo_session"; with the prefix "__Host-" where it may have one.
    const std::string& name() const { return name_; }
    // The header that sets it to `value` for so long; 0 takes it away.
    http::Header set(const std::string& value, std::chrono::seconds age) const;

private:
    std::string name_;
    std::string attributes_;
};

// The caller, or the answer to wrong credentials (401), to a state-changing request of a session without the header
// X-Neo-CSRF (403), or when the store does not answer (503). A session that has ended is nobody. A log-in brings its
// own credential in its body: it needs no header, whatever session there is.
std::variant<Caller, http::Response> authenticate(sql::Pool& pool, const SessionCookie& cookie,
                                                  const http::Request& request, bool is_log_in);

}  // namespace neo::host::api
