#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../store/sessions.hpp"
#include "../store/tokens.hpp"
#include "../store/transaction.hpp"
#include "../store/users.hpp"
#include "../time.hpp"
#include "made_token.hpp"
#include "own_page.hpp"
#include "routes.hpp"

#include <plugin/base/digest.hpp>

#include <algorithm>
#include <chrono>

namespace neo::host::api {

namespace {

struct LogIn {
    User user;
    store::Token token;
};

// Of a log-in that came to nothing. What a token says to everybody tells whose account was tried.
void tell_refusal(const Call& call, std::string_view code, std::string_view token, const std::string& user = {}) {
    const std::string_view part = public_part(token);
    tell_failure(call, "log_in", user,
                 {{"code", code}, {"token", part.empty() ? boost::json::value(nullptr) : boost::json::value(part)}});
}

// Whose token this is; unset for one that is not known or has expired.
Outcome<std::optional<LogIn>> find_log_in(const Call& call, const std::string& token) {
    const std::string hash = sha256(token);
    const auto found = call.pool.read([&](sql::Connection& connection) -> std::optional<LogIn> {
        auto known = store::find_token(connection, hash);
        if (!known || known->expired(now())) return std::nullopt;
        auto user = store::find_user(connection, known->user);
        if (!user) return std::nullopt;
        return LogIn{*std::move(user), *std::move(known)};
    });
    if (!found) return Fault(found.error());
    return *found;
}

http::Response too_many(std::chrono::seconds wait) {
    http::Response response = http::problem(
        429, "too_many_log_ins", "too many log-ins failed: try again in " + std::to_string(wait.count()) + " seconds");
    response.headers.push_back({"Retry-After", std::to_string(wait.count())});
    return response;
}

// The session that the caller has already ends with the new one.
http::Response open_session(const Call& call, const LogIn& log_in) {
    const SessionLimits& limits = call.shared.config.sessions;
    const store::Moment moment = moment_of(limits);
    store::Session session;
    session.user = log_in.user.id;
    session.token_id = log_in.token.id;
    session.expires_at = moment.now + std::chrono::microseconds(limits.longest).count();
    if (log_in.token.expires_at) session.expires_at = std::min(session.expires_at, *log_in.token.expires_at);

    const std::string secret = random_secret();
    const std::string hash = sha256(secret);
    const auto kept = store::change(call.pool, "host.log_in", [&](sql::Connection& connection) -> Outcome<void> {
        store::delete_session(connection, call.caller.session_hash);
        store::insert_session(connection, hash, session, moment);
        return {};
    });
    if (!kept) return answer_fault(kept.error());
    tell(call, "log_in", log_in.user.id, {{"token", log_in.token.id}, {"session", store::id_of_session(hash)}});
    http::Response response = http::json_response(
        200, {{"user", document_of(log_in.user)}, {"expires_at", rfc3339(from_microseconds(session.expires_at))}});
    const auto length = std::chrono::microseconds(session.expires_at - moment.now);
    response.headers.push_back(
        call.shared.authenticator.cookie().set(secret, std::chrono::floor<std::chrono::seconds>(length)));
    return response;
}

}  // namespace

http::Response log_in(const Call& call) {
    if (auto refusal = refuse_unless_own_page(call.request, call.shared.config.public_url)) return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const std::string token = reader.text("token");
    reader.refuse_unread();

    LogInLimiter& limiter = call.shared.log_ins;
    if (const auto wait = limiter.wait(call.visit.address, token, LogInLimiter::Clock::now())) {
        tell_refusal(call, "too_many_log_ins", token);
        return too_many(*wait);
    }
    const auto found = find_log_in(call, token);
    if (!found) return answer_fault(found.error());
    if (!*found) {
        limiter.failed(call.visit.address, token, LogInLimiter::Clock::now());
        tell_refusal(call, "unauthenticated", token);
        return http::unauthenticated("the token is not known, or has expired");
    }
    if (!call.caller.session_hash.empty() && call.caller.user != (*found)->user.id) {
        tell_refusal(call, "session_of_another", token, (*found)->user.id);
        return http::problem(409, "session_of_another",
                             "somebody else is logged in with this browser: log out first, then log in again");
    }
    return open_session(call, **found);
}

http::Response log_out(const Call& call) {
    if (!call.caller.session_hash.empty()) {
        const auto gone = store::change(call.pool, "host.log_out", [&](sql::Connection& connection) -> Outcome<void> {
            store::delete_session(connection, call.caller.session_hash);
            return {};
        });
        if (!gone) return answer_fault(gone.error());
        tell(call, "log_out", call.caller.user, {{"session", store::id_of_session(call.caller.session_hash)}});
    }
    http::Response response = http::no_content();
    response.headers.push_back(call.shared.authenticator.cookie().set("", std::chrono::seconds(0)));
    // Below a path, what browsers store belongs to other applications too.
    const bool has_site = call.shared.config.public_url.path.empty();
    response.headers.push_back({"Clear-Site-Data", has_site ? R"("cache", "storage")" : R"("cache")"});
    return response;
}

}  // namespace neo::host::api
