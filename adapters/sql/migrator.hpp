// Brings a schema to the version that the program was built with.
//
// A table of its own holds one row for each migration: version, name, checksum, state (running, done, copying) and
// time. Several processes may start at once: one migrates, the others wait.
#pragma once

#include "pool.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

namespace neo::sql {

// One file of sql/, embedded at build time (neo_embed_migrations). `sql` holds statements that end with a semicolon at
// the end of a line, in portable SQL with the tokens of dialect.hpp.
struct Migration {
    int version = 0;
    std::string_view name;
    std::string_view checksum;  // SHA-256 of the file
    std::string_view sql;
};

struct MigrationPlan {
    std::string_view table;                 // "neo_schema"
    std::span<const Migration> migrations;  // versions 1, 2, 3 …
    bool migrate = true;                    // false: only check
    std::chrono::milliseconds wait{30000};  // for another process that is migrating
    bool accept_unfinished_copy = false;    // see copy.hpp: else such a database is refused
};

// Answers the version reached. Error unsupported_schema when the schema is newer than the program, when a migration
// that was applied has another text now, when one is missing in between, when one or a copy was interrupted, and when
// the schema is behind and `migrate` is false; the message says what to do.
result<int> migrate(Pool& pool, const MigrationPlan& plan);

}  // namespace neo::sql
