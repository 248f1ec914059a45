#include "../store/tokens.hpp"

#include "../platform/limits.hpp"
#include "../store/transaction.hpp"
#include "made_token.hpp"
#include "routes.hpp"
#include "times.hpp"

#include <plugin/base/digest.hpp>

#include <boost/json/array.hpp>

namespace neo::host::api {

namespace {

boost::json::value text_or_null(const std::optional<std::string>& text) {
    return text ? boost::json::value(*text) : nullptr;
}

boost::json::object document_of_token(const store::Token& token) {
    return {{"id", token.id},
            {"name", text_or_null(token.name)},
            {"hint", text_or_null(token.hint)},
            {"created_at", time_or_null(token.created_at)},
            {"expires_at", time_or_null(token.expires_at)},
            {"last_used_at", time_or_null(token.last_used_at)}};
}

// What the body says of the new token; there may be none.
void read_wish(const Call& call, store::Token& token) {
    if (call.request.body.empty()) return;
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    token.name = reader.optional_text("name");
    if (token.name) {
        if (const auto why = refusal_of_name(*token.name)) reader.refuse("name", *why);
    }
    if (const auto text = reader.optional_text("expires_at")) {
        const auto time = time_from(*text);
        if (!time) reader.refuse("expires_at", "must be a time as in RFC 3339, such as 2030-01-31T00:00:00Z");
        token.expires_at = to_microseconds(*time);
        if (token.expired(now())) reader.refuse("expires_at", "must be in the future");
    }
    reader.refuse_unread();
}

}  // namespace

http::Response list_tokens(const Call& call) {
    const std::string& user = call.ids[0];
    if (auto refusal = refuse_unless_own_or_host_admin(call, user)) return *std::move(refusal);
    const auto tokens =
        call.pool.read([&](sql::Connection& connection) { return store::list_tokens(connection, user); });
    if (!tokens) return answer_fault(tokens.error());
    boost::json::array items;
    for (const store::Token& token : *tokens)
        items.push_back(document_of_token(token));
    return http::json_response(200, {{"items", std::move(items)}, {"next_cursor", nullptr}});
}

http::Response create_token(const Call& call) {
    const std::string& user = call.ids[0];
    if (auto refusal = refuse_unless_own_or_host_admin(call, user)) return *std::move(refusal);
    store::Token token;
    read_wish(call, token);
    token.id = store::new_token_id();
    token.user = user;
    token.created_at = now();
    const std::string secret = make_token(token.id);
    token.hint = hint_of(secret);

    const auto kept = store::change(call.pool, "host.create_token", [&](sql::Connection& connection) -> Outcome<void> {
        if (store::list_tokens(connection, user).size() >= store::most_tokens)
            return Fault(Fault::Kind::conflict, "too_many_tokens",
                         "a user has at most " + std::to_string(store::most_tokens) + " tokens: revoke one first");
        store::insert_token(connection, sha256(secret), token);
        return {};
    });
    if (!kept) return answer_fault(kept.error());
    boost::json::object document = document_of_token(token);
    tell(call, "token_made", call.caller.user,
         {{"user", user}, {"token", token.id}, {"expires_at", time_or_null(token.expires_at)}});
    document["token"] = secret;
    return http::json_response(201, document);
}

http::Response revoke_token(const Call& call) {
    const std::string& user = call.ids[0];
    if (auto refusal = refuse_unless_own_or_host_admin(call, user)) return *std::move(refusal);
    const std::string& id = call.ids[1];
    const auto revoked = store::change(
        call.pool, "host.revoke_token",
        [&](sql::Connection& connection) -> Outcome<bool> { return store::delete_token(connection, user, id); });
    if (!revoked) return answer_fault(revoked.error());
    if (!*revoked) return http::problem(404, "token_unknown", "the user \"" + user + "\" has no token \"" + id + "\"");
    tell(call, "token_revoked", call.caller.user, {{"user", user}, {"token", id}});
    return http::no_content();
}

}  // namespace neo::host::api
