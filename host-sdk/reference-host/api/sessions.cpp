#include "../store/sessions.hpp"

#include "../store/transaction.hpp"
#include "routes.hpp"
#include "times.hpp"

#include <plugin/base/url_text.hpp>

#include <boost/json/array.hpp>

namespace neo::host::api {

namespace {

// The value of ?user=; the caller without one.
std::string user_of(const Call& call) {
    constexpr std::string_view key = "user=";
    std::string_view query = call.request.target;
    query.remove_prefix(std::min(query.find('?'), query.size()));
    while (!query.empty()) {
        query.remove_prefix(1);
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(part.size());
        if (part.starts_with(key)) return sdk::percent_decoded(part.substr(key.size()), true).value_or("");
    }
    return call.caller.user;
}

boost::json::object document_of_session(const store::Session& session, const std::string& own_hash) {
    return {{"id", session.id},
            {"user", session.user},
            {"token", session.token_id ? boost::json::value(*session.token_id) : nullptr},
            {"created_at", time_or_null(session.created_at)},
            {"expires_at", time_or_null(session.expires_at)},
            {"last_used_at", time_or_null(session.last_used_at)},
            {"current", session.id == store::id_of_session(own_hash)}};
}

http::Response unknown_session(const std::string& id) {
    return http::problem(404, "session_unknown", "there is no session \"" + id + "\"");
}

}  // namespace

http::Response list_sessions(const Call& call) {
    const std::string user = user_of(call);
    if (auto refusal = refuse_unless_own_or_host_admin(call, user)) return *std::move(refusal);
    const auto sessions = call.pool.read([&](sql::Connection& connection) {
        return store::list_sessions(connection, user, moment_of(call.shared.config.sessions));
    });
    if (!sessions) return answer_fault(sessions.error());
    boost::json::array items;
    for (const store::Session& session : *sessions)
        items.push_back(document_of_session(session, call.caller.session_hash));
    return http::json_response(200, {{"items", std::move(items)}, {"next_cursor", nullptr}});
}

// To anybody but its user and a host admin, a session is one that does not exist.
http::Response end_session(const Call& call) {
    const std::string& id = call.ids[0];
    const auto found = call.pool.read([&](sql::Connection& connection) {
        return store::find_session_by_id(connection, id, moment_of(call.shared.config.sessions));
    });
    if (!found) return answer_fault(found.error());
    if (!*found) return unknown_session(id);
    const std::string& user = (*found)->user;
    if (refuse_unless_own_or_host_admin(call, user)) return unknown_session(id);
    const auto ended = store::change(call.pool, "host.end_session", [&](sql::Connection& connection) -> Outcome<bool> {
        return store::delete_session_by_id(connection, user, id);
    });
    if (!ended) return answer_fault(ended.error());
    if (!*ended) return unknown_session(id);
    tell(call, "session_ended", call.caller.user, {{"user", user}, {"session", id}});
    return http::no_content();
}

http::Response end_sessions(const Call& call) {
    const std::string user = user_of(call);
    if (auto refusal = refuse_unless_own_or_host_admin(call, user)) return *std::move(refusal);
    const auto ended = store::change(
        call.pool, "host.end_sessions",
        [&](sql::Connection& connection) -> Outcome<std::int64_t> { return store::delete_sessions(connection, user); });
    if (!ended) return answer_fault(ended.error());
    tell(call, "sessions_ended", call.caller.user, {{"user", user}, {"count", *ended}});
    return http::no_content();
}

}  // namespace neo::host::api
