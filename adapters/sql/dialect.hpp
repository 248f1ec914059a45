// What differs between the engines, beside how to connect. Everything else is written once.
#pragma once

#include "failure.hpp"

#include <soci/error.h>
#include <soci/session.h>
#include <soci/use-type.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace neo::sql {

struct Dialect {
    // "sqlite", "postgresql", "mysql": as in the configuration.
    std::string_view name;

    // Opens a transaction that writes. SQLite must take the write lock at once: a read that becomes a write cannot
    // wait.
    std::string_view begin_write;

    // A query that counts the tables named :name in the current database and schema.
    std::string_view table_exists;

    // A query that names the columns of the table :name.
    std::string_view table_columns;

    // Say from when on the session confirms a commit (durability.hpp); empty: this dialect knows no other than on disk,
    // or says it in the statement ({{soon}}).
    std::string_view confirm_on_disk = {};
    std::string_view confirm_soon = {};
    // Whether a CREATE TABLE is undone by a rollback.
    bool transactional_ddl;

    // Frees the present transaction from the server's time limit for a statement; empty: there is none.
    std::string_view lift_time_limit;

    // INSERT and UPDATE may stand in a WITH: so several writes are one statement, and one way to the server and back.
    bool writes_in_with = false;

    // One UPDATE may set columns of two tables that it joins.
    bool updates_joined = false;

    // Of an index of two columns a range begins where a value that another table gives says, and a bound on the second
    // column; else it is read from the beginning of that value.
    bool seeks_by_joined_values = true;
    // Readers do not wait for the writer and there is one writer at a time: then it has a connection of its own.
    bool single_writer;

    // Written {{name}} in SQL, each with what this engine says for it:
    //   {{now}}        microseconds since 1970 UTC by the database's clock, an integer
    //   {{id}}         type of an identifier up to 200 characters, compared byte by byte; can be a key
    //   {{long_text}}  type of text up to 16 MiB
    //   {{texts}}      a SELECT of the texts in the JSON array :listed (text_table.hpp)
    //   {{text_pairs}} the same of arrays of two, in two columns
    //   {{then_id}}    last among the columns of an index: the row's id, where an index does not end with it anyway
    //   {{table}}      what follows the closing parenthesis of CREATE TABLE
    //   {{soon}}       of a dialect with `writes_in_with`: a condition that is true; the commit is Durability::soon
    std::span<const std::pair<std::string_view, std::string_view>> tokens;

    Failure (*classify)(const soci::soci_error& error);

    // After the last row: throws a soci_error when the connection broke on the way and SOCI took that for the end.
    // Null: SOCI tells.
    void (*confirm_complete)(soci::session& session) = nullptr;

    // A parameter of a statement that runs once, read where it lies until then. Null: SOCI is given a copy.
    soci::details::use_type_ptr (*use_borrowed_text)(std::string_view text, std::string_view name) = nullptr;
};

// Replaces every {{token}} in `sql`. A token that the dialect does not know is a DatabaseError.
std::string expand(const Dialect& dialect, std::string_view sql);

}  // namespace neo::sql
