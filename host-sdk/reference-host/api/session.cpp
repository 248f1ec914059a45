#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../store/transaction.hpp"
#include "../store/users.hpp"
#include "../time.hpp"
#include "routes.hpp"

#include <plugin/base/digest.hpp>

#include <chrono>

namespace neo::host::api {

namespace {

constexpr std::chrono::seconds session_length = std::chrono::hours(12);

}  // namespace

http::Response log_in(const Call& call) {
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const std::string token_hash = sha256(reader.text("token"));
    reader.refuse_unread();
    const auto user = call.pool.read([&](sql::Connection& connection) -> std::optional<User> {
        const auto id = store::find_user_of_token(connection, token_hash);
        return id ? store::find_user(connection, *id) : std::nullopt;
    });
    if (!user) return answer_fault(user.error());
    if (!*user) return http::unauthenticated("the token is not known");

    const std::string session = random_secret();
    const std::string session_hash = sha256(session);
    const Microseconds start = now();
    const Microseconds end = start + std::chrono::microseconds(session_length).count();
    const auto kept = store::change(call.pool, "host.log_in", [&](sql::Connection& connection) -> Outcome<void> {
        store::insert_session(connection, session_hash, (*user)->id, start, end);
        return {};
    });
    if (!kept) return answer_fault(kept.error());
    http::Response response =
        http::json_response(200, {{"user", document_of(**user)}, {"expires_at", rfc3339(from_microseconds(end))}});
    response.headers.push_back(call.cookie.set(session, session_length));
    return response;
}

http::Response log_out(const Call& call) {
    if (!call.caller.session_hash.empty()) {
        const auto gone = store::change(call.pool, "host.log_out", [&](sql::Connection& connection) -> Outcome<void> {
            store::delete_session(connection, call.caller.session_hash);
            return {};
        });
        if (!gone) return answer_fault(gone.error());
    }
    http::Response response = http::no_content();
    response.headers.push_back(call.cookie.set("", std::chrono::seconds(0)));
    return response;
}

}  // namespace neo::host::api
