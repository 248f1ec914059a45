#include "tokens.hpp"

#include <plugin/base/digest.hpp>

namespace neo::host::store {

namespace {

constexpr sql::Query find_query{
    "host.tokens.find",
    "SELECT COALESCE(id, ''), user_id, name, hint, created_at, expires_at, last_used_at FROM tokens "
    "WHERE token_hash = :hash"};
constexpr sql::Query list_query{"host.tokens.list",
                                "SELECT id, user_id, name, hint, created_at, expires_at, last_used_at FROM tokens "
                                "WHERE user_id = :user AND id IS NOT NULL ORDER BY created_at, id"};
constexpr sql::Query insert_query{"host.tokens.insert",
                                  "INSERT INTO tokens (token_hash, id, user_id, name, hint, created_at, expires_at) "
                                  "VALUES (:hash, :id, :user, :name, :hint, :created_at, :expires_at)"};
constexpr sql::Query delete_query{"host.tokens.delete", "DELETE FROM tokens WHERE user_id = :user AND id = :id"};
constexpr sql::Query end_sessions_query{"host.tokens.end_sessions",
                                        "DELETE FROM sessions WHERE user_id = :user AND token_id = :id"};
constexpr sql::Query use_query{"host.tokens.use", "UPDATE tokens SET last_used_at = :now WHERE token_hash = :hash"};
constexpr sql::Query nameless_query{"host.tokens.nameless", "SELECT token_hash FROM tokens WHERE id IS NULL"};
constexpr sql::Query name_query{"host.tokens.name",
                                "UPDATE tokens SET id = :id WHERE token_hash = :hash AND id IS NULL"};

Token read_token(sql::Row& row) {
    Token token;
    token.id = row.text();
    token.user = row.text();
    token.name = row.optional_text();
    token.hint = row.optional_text();
    token.created_at = row.optional_integer();
    token.expires_at = row.optional_integer();
    token.last_used_at = row.optional_integer();
    return token;
}

}  // namespace

std::string new_token_id() {
    constexpr std::size_t length = 16;
    return random_secret().substr(0, length);
}

std::optional<Token> find_token(sql::Connection& connection, const std::string& hash) {
    return connection.first(find_query, {{"hash", hash}}, read_token);
}

std::vector<Token> list_tokens(sql::Connection& connection, const std::string& user) {
    return connection.all(list_query, {{"user", user}}, read_token);
}

void insert_token(sql::Connection& connection, const std::string& hash, const Token& token) {
    connection.execute(insert_query, {{"hash", hash},
                                      {"id", token.id},
                                      {"user", token.user},
                                      {"name", token.name},
                                      {"hint", token.hint},
                                      {"created_at", token.created_at},
                                      {"expires_at", token.expires_at}});
}

bool delete_token(sql::Connection& connection, const std::string& user, const std::string& id) {
    const sql::Parameters parameters{{"user", user}, {"id", id}};
    connection.execute(end_sessions_query, parameters);
    return connection.execute(delete_query, parameters) > 0;
}

void use_token(sql::Connection& connection, const std::string& hash, Microseconds now) {
    connection.execute(use_query, {{"now", now}, {"hash", hash}});
}

result<void> name_tokens(sql::Pool& pool) {
    const auto nameless = pool.read([](sql::Connection& connection) {
        return connection.all(nameless_query, {}, [](sql::Row& row) { return row.text(); });
    });
    if (!nameless) return nameless.error();
    if (nameless->empty()) return {};
    return pool.write("host.name_tokens", [&](sql::Connection& connection) -> result<void> {
        for (const std::string& hash : *nameless)
            connection.execute(name_query, {{"id", new_token_id()}, {"hash", hash}});
        return {};
    });
}

}  // namespace neo::host::store
