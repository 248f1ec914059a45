#include "sessions.hpp"

namespace neo::host::store {

namespace {

// A session without its last use was opened by a process of the release before, and lasts until its end.
constexpr sql::Query find_query{
    "host.sessions.find",
    "SELECT SUBSTR(session_hash, 1, 16), user_id, token_id, created_at, expires_at, last_used_at FROM sessions "
    "WHERE session_hash = :hash AND expires_at > :now AND (last_used_at IS NULL OR last_used_at > :idle_since)"};
constexpr sql::Query find_by_id_query{
    "host.sessions.find_by_id",
    "SELECT SUBSTR(session_hash, 1, 16), user_id, token_id, created_at, expires_at, last_used_at FROM sessions "
    "WHERE SUBSTR(session_hash, 1, 16) = :id AND expires_at > :now "
    "AND (last_used_at IS NULL OR last_used_at > :idle_since)"};
constexpr sql::Query list_query{
    "host.sessions.list",
    "SELECT SUBSTR(session_hash, 1, 16), user_id, token_id, created_at, expires_at, last_used_at FROM sessions "
    "WHERE user_id = :user AND expires_at > :now AND (last_used_at IS NULL OR last_used_at > :idle_since) "
    "ORDER BY expires_at DESC, session_hash"};
constexpr sql::Query insert_query{
    "host.sessions.insert",
    "INSERT INTO sessions (session_hash, user_id, token_id, created_at, expires_at, last_used_at) "
    "VALUES (:hash, :user, :token, :created_at, :expires_at, :last_used_at)"};
constexpr sql::Query expire_query{"host.sessions.expire",
                                  "DELETE FROM sessions WHERE expires_at <= :now OR last_used_at <= :idle_since"};
constexpr sql::Query list_hashes_query{
    "host.sessions.list_hashes",
    "SELECT session_hash FROM sessions WHERE user_id = :user ORDER BY expires_at DESC, session_hash"};
constexpr sql::Query use_query{"host.sessions.use",
                               "UPDATE sessions SET last_used_at = :now WHERE session_hash = :hash"};
constexpr sql::Query delete_query{"host.sessions.delete", "DELETE FROM sessions WHERE session_hash = :hash"};
constexpr sql::Query delete_by_id_query{
    "host.sessions.delete_by_id", "DELETE FROM sessions WHERE user_id = :user AND SUBSTR(session_hash, 1, 16) = :id"};
constexpr sql::Query delete_all_query{"host.sessions.delete_all", "DELETE FROM sessions WHERE user_id = :user"};

Session read_session(sql::Row& row) {
    Session session;
    session.id = row.text();
    session.user = row.text();
    session.token_id = row.optional_text();
    session.created_at = row.optional_integer();
    session.expires_at = row.integer();
    session.last_used_at = row.optional_integer();
    return session;
}

// Of the queries that leave out what is over.
sql::Parameters parameters_of(std::string_view key, const std::string& value, const Moment& moment) {
    sql::Parameters parameters;
    parameters.emplace_back(key, value);
    parameters.emplace_back("now", moment.now);
    parameters.emplace_back("idle_since", moment.idle_since);
    return parameters;
}

}  // namespace

std::string id_of_session(const std::string& hash) {
    constexpr std::size_t length = 16;
    return hash.substr(0, length);
}

std::optional<Session> find_session(sql::Connection& connection, const std::string& hash, const Moment& moment) {
    return connection.first(find_query, parameters_of("hash", hash, moment), read_session);
}

std::optional<Session> find_session_by_id(sql::Connection& connection, const std::string& id, const Moment& moment) {
    return connection.first(find_by_id_query, parameters_of("id", id, moment), read_session);
}

std::vector<Session> list_sessions(sql::Connection& connection, const std::string& user, const Moment& moment) {
    return connection.all(list_query, parameters_of("user", user, moment), read_session);
}

void insert_session(sql::Connection& connection, const std::string& hash, const Session& session,
                    const Moment& moment) {
    connection.execute(expire_query, {{"now", moment.now}, {"idle_since", moment.idle_since}});
    const auto hashes =
        connection.all(list_hashes_query, {{"user", session.user}}, [](sql::Row& row) { return row.text(); });
    for (std::size_t at = most_sessions - 1; at < hashes.size(); ++at)
        delete_session(connection, hashes[at]);
    sql::Parameters parameters;
    parameters.emplace_back("hash", hash);
    parameters.emplace_back("user", session.user);
    parameters.emplace_back("token", session.token_id);
    parameters.emplace_back("created_at", moment.now);
    parameters.emplace_back("expires_at", session.expires_at);
    parameters.emplace_back("last_used_at", moment.now);
    connection.execute(insert_query, parameters);
}

void use_session(sql::Connection& connection, const std::string& hash, Microseconds now) {
    connection.execute(use_query, {{"now", now}, {"hash", hash}});
}

void delete_session(sql::Connection& connection, const std::string& hash) {
    connection.execute(delete_query, {{"hash", hash}});
}

bool delete_session_by_id(sql::Connection& connection, const std::string& user, const std::string& id) {
    return connection.execute(delete_by_id_query, {{"user", user}, {"id", id}}) > 0;
}

std::int64_t delete_sessions(sql::Connection& connection, const std::string& user) {
    return connection.execute(delete_all_query, {{"user", user}});
}

}  // namespace neo::host::store
