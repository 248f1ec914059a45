// How users prove who they are: tokens, known by their digests only. Every function throws sql::DatabaseError unless it
// says otherwise.
#pragma once

#include "../time.hpp"

#include <adapters/sql/connection.hpp>
#include <adapters/sql/pool.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

// Of a user.
inline constexpr int most_tokens = 100;

struct Token {
    std::string id;
    std::string user;
    std::optional<std::string> name;
    std::optional<std::string> hint;         // how it begins and ends; unset: it came with a platform file
    std::optional<Microseconds> created_at;  // unset: a release that did not know it yet made the token
    std::optional<Microseconds> expires_at;  // unset: it lasts until it is revoked
    std::optional<Microseconds> last_used_at;

    bool expired(Microseconds now) const noexcept { return expires_at && *expires_at <= now; }
};

// 64 random bits in hexadecimal.
std::string new_token_id();

// Of this digest, whether it has expired or not.
std::optional<Token> find_token(sql::Connection& connection, const std::string& hash);
// In the order in which they were made.
std::vector<Token> list_tokens(sql::Connection& connection, const std::string& user);
void insert_token(sql::Connection& connection, const std::string& hash, const Token& token);
// With the sessions that were opened with it. False: the user has no such token.
bool delete_token(sql::Connection& connection, const std::string& user, const std::string& id);
void use_token(sql::Connection& connection, const std::string& hash, Microseconds now);

// Gives an id to each token that has none, because a process of the release before wrote it. Throws nothing.
result<void> name_tokens(sql::Pool& pool);

}  // namespace neo::host::store
