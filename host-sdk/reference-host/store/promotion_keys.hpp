// The rows of promotion_keys. Every function throws sql::DatabaseError.
#pragma once

#include "../time.hpp"
#include "promotions.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>

namespace neo::host::store {

struct PromotionKey {
    std::optional<Applied> applied;  // unset: barred
    std::int64_t fence = 0;
};

// The columns in the order that read_key() reads, each after `of`, as in "k.".
#define NEO_KEY_COLUMNS_OF(of)                                                                                    \
    of "state, " of "promotion_key, " of "fence, " of "payload_hash, " of "actor, " of "source_organization, " of \
       "source_dataflow, " of "source_version, " of "target_organization, " of "target_application, " of          \
       "target_dataflow, " of "approved_version, " of "draft_version, " of "method, " of "url, " of "applied_at"

PromotionKey read_key(sql::Row& row);

std::optional<PromotionKey> find_key(sql::Connection& connection, const std::string& key);

// `at` is applied_at as it is stored. Borrows from its arguments.
sql::Write insert_applied(const Applied& applied, Microseconds at);
// Turns a key that is barred up to a lower fence into an applied one; false when it is not.
bool replace_bar(sql::Connection& connection, const Applied& applied, Microseconds at);

void insert_bar(sql::Connection& connection, const std::string& key, std::int64_t fence);
// False when the key is not barred up to a lower fence.
bool raise_bar(sql::Connection& connection, const std::string& key, std::int64_t fence);

}  // namespace neo::host::store
