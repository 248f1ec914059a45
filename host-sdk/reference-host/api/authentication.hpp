// Who sends a request: by a bearer token, or by the portal's session cookie.
#pragma once

#include "../config/config.hpp"
#include "../http/message.hpp"
#include "../store/sessions.hpp"
#include "last_use.hpp"

#include <adapters/sql/pool.hpp>

#include <chrono>
#include <string>
#include <string_view>
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

// What has ended at this moment is a session no more.
store::Moment moment_of(const SessionLimits& limits);

// Any thread.
class Authenticator {
public:
    // Both outlive it.
    Authenticator(sql::Pool& pool, const Config& config)
        : pool_(pool), sessions_(config.sessions), cookie_(config.public_url), last_use_(pool) {}

    // The caller, or the answer to wrong credentials (401), to a state-changing request of a session without the header
    // X-Neo-CSRF (403), or when the store does not answer (503). A session that has ended is nobody.
    std::variant<Caller, http::Response> authenticate(const http::Request& request);

    const SessionCookie& cookie() const { return cookie_; }

private:
    std::variant<Caller, http::Response> by_token(std::string_view token);
    std::variant<Caller, http::Response> by_session(const http::Request& request, std::string_view session);

    sql::Pool& pool_;
    const SessionLimits sessions_;
    const SessionCookie cookie_;
    LastUse last_use_;
};

}  // namespace neo::host::api
