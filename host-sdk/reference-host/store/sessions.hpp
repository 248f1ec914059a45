// Sessions of browsers, known by the digests of their cookies only. Every function throws sql::DatabaseError.
#pragma once

#include "../time.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

// Of a user: who opens another one ends the oldest.
inline constexpr int most_sessions = 100;

struct Session {
    std::string id;  // how its digest begins
    std::string user;
    std::optional<std::string> token_id;  // of the token that it was opened with
    std::optional<Microseconds>
        created_at;  // unset, as the last: a release that did not know it yet opened the session
    Microseconds expires_at = 0;
    std::optional<Microseconds> last_used_at;
};

// "0123456789abcdef"
std::string id_of_session(const std::string& hash);

// A session is over when its end is not after `now`, or when it was not used after `idle_since`.
struct Moment {
    Microseconds now = 0;
    Microseconds idle_since = 0;
};

// Of these digests, ids and users, unless they are over.
std::optional<Session> find_session(sql::Connection& connection, const std::string& hash, const Moment& moment);
std::optional<Session> find_session_by_id(sql::Connection& connection, const std::string& id, const Moment& moment);
// The newest first.
std::vector<Session> list_sessions(sql::Connection& connection, const std::string& user, const Moment& moment);

// `session` has an id by its hash, and begins and is used `now`. Forgets those that are over.
void insert_session(sql::Connection& connection, const std::string& hash, const Session& session, const Moment& moment);
void use_session(sql::Connection& connection, const std::string& hash, Microseconds now);

void delete_session(sql::Connection& connection, const std::string& hash);
// False: there is none.
bool delete_session_by_id(sql::Connection& connection, const std::string& user, const std::string& id);
// How many there were.
std::int64_t delete_sessions(sql::Connection& connection, const std::string& user);

}  // namespace neo::host::store
