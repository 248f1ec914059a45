#include "authentication.hpp"

#include "../http/problem.hpp"
#include "../store/users.hpp"
#include "../time.hpp"

#include <plugin/base/digest.hpp>

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <string_view>

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

std::variant<Caller, http::Response> by_token(sql::Pool& pool, std::string_view token) {
    const std::string hash = sha256(token);
    const auto user = pool.read([&](sql::Connection& c) { return store::find_user_of_token(c, hash); });
    if (!user) return store_is_silent();
    if (!*user) return http::unauthenticated("the token is not known");
    return Caller{**user, {}};
}

std::variant<Caller, http::Response> by_session(sql::Pool& pool, const http::Request& request, std::string_view session,
                                                bool is_log_in) {
    const std::string hash = sha256(session);
    const auto user = pool.read([&](sql::Connection& c) { return store::find_user_of_session(c, hash, now()); });
    if (!user) return store_is_silent();
    if (!*user) return Caller{};
    if (changes_state(request.method) && !is_log_in && request.header("x-neo-csrf").empty())
        return http::problem(403, "csrf_header_missing", "a change by a session needs the header X-Neo-CSRF");
    return Caller{**user, hash};
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

std::variant<Caller, http::Response> authenticate(sql::Pool& pool, const SessionCookie& cookie,
                                                  const http::Request& request, bool is_log_in) {
    const std::string_view authorization = request.header("authorization");
    if (!authorization.empty()) {
        if (!boost::beast::iequals(authorization.substr(0, bearer.size()), bearer))
            return http::unauthenticated("the header Authorization must be: Bearer TOKEN");
        return by_token(pool, authorization.substr(bearer.size()));
    }
    for (const http::Header& header : request.headers) {
        if (header.name != "cookie") continue;
        const std::string_view session = value_of(header.value, cookie.name());
        if (!session.empty()) return by_session(pool, request, session, is_log_in);
    }
    return Caller{};
}

}  // namespace neo::host::api
