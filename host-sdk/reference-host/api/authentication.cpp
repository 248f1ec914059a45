#include "authentication.hpp"

#include "../http/problem.hpp"
#include "../store/tokens.hpp"
#include "../time.hpp"

#include <plugin/base/digest.hpp>

#include <boost/beast/core/string.hpp>

#include <algorithm>

namespace neo::host::api {

namespace {

constexpr std::string_view bearer = "Bearer ";

bool changes_state(const std::string& method) {
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

// The value of one cookie among "a=1; b=2".
std::string_view value_of(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::size_t end = header.find(';');
        std::string_view pair = header.substr(0, end);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) return pair.substr(name.size() + 1);
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    }
    return {};
}

http::Response store_is_silent() {
    return http::problem(503, "unavailable", "the host's store gives no answer; try again later");
}

}  // namespace

// A browser takes a cookie named "__Host-…" only over TLS, from this very host, and for all of it (RFC
// 6265bis, 4.1.3.2).
SessionCookie::SessionCookie(const PublicUrl& url)
    : name_(url.secure && url.path.empty() ? "__Host-neo_session" : "neo_session"),
      attributes_("; Path=" + (url.path.empty() ? "/" : url.path) + (url.secure ? "; Secure" : "") +
                  "; HttpOnly; SameSite=Strict; Max-Age=") {}

http::Header SessionCookie::set(const std::string& value, std::chrono::seconds age) const {
    return {"Set-Cookie", name_ + "=" + value + attributes_ + std::to_string(age.count())};
}

store::Moment moment_of(const SessionLimits& limits) {
    const Microseconds at = now();
    return {at, at - std::chrono::microseconds(limits.idle).count()};
}

std::variant<Caller, http::Response> Authenticator::by_token(std::string_view token) {
    const std::string hash = sha256(token);
    const auto found = pool_.read([&](sql::Connection& c) { return store::find_token(c, hash); });
    if (!found) return store_is_silent();
    if (!*found) return http::unauthenticated("the token is not known");
    if ((*found)->expired(now())) return http::unauthenticated("the token has expired");
    last_use_.note(LastUse::Of::token, hash);
    return Caller{(*found)->user, {}};
}

std::variant<Caller, http::Response> Authenticator::by_session(const http::Request& request, std::string_view session) {
    const std::string hash = sha256(session);
    const auto found =
        pool_.read([&](sql::Connection& c) { return store::find_session(c, hash, moment_of(sessions_)); });
    if (!found) return store_is_silent();
    if (!*found) return Caller{};
    if (changes_state(request.method) && request.header("x-neo-csrf").empty())
        return http::problem(403, "csrf_header_missing", "a change by a session needs the header X-Neo-CSRF");
    last_use_.note(LastUse::Of::session, hash);
    return Caller{(*found)->user, hash};
}

std::variant<Caller, http::Response> Authenticator::authenticate(const http::Request& request) {
    const std::string_view authorization = request.header("authorization");
    if (!authorization.empty()) {
        if (!boost::beast::iequals(authorization.substr(0, bearer.size()), bearer))
            return http::unauthenticated("the header Authorization must be: Bearer TOKEN");
        return by_token(authorization.substr(bearer.size()));
    }
    for (const http::Header& header : request.headers) {
        if (header.name != "cookie") continue;
        const std::string_view session = value_of(header.value, cookie_.name());
        if (!session.empty()) return by_session(request, session);
    }
    return Caller{};
}

}  // namespace neo::host::api
