// Moves tables from one database to another, whichever engines they are on: "moving house".
#pragma once

#include "migrator.hpp"
#include "pool.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

// `key` is the primary key; rows are copied in its order, `batch` in one transaction.
struct CopiedTable {
    std::string_view name;
    std::vector<std::string_view> key;
    int batch = 500;
};

struct CopyPlan {
    std::string_view schema_table;  // of the migrator
    std::span<const Migration> migrations;
    std::span<const CopiedTable> tables;  // all but the migrator's; those that others refer to come first
};

struct CopyProgress {
    std::string_view table;
    std::int64_t rows = 0;   // copied of this table
    std::int64_t total = 0;  // in this table
};

// What a table holds: SHA-256 over every value of every row in the order of the key, the same on every engine.
struct TableSum {
    std::string table;
    std::int64_t rows = 0;
    std::string sha256;

    bool operator==(const TableSum&) const = default;
};

// One database that moves, with what it is called in messages.
struct CopiedDatabase {
    std::string_view name;
    Pool& from;
    Pool& to;
    CopyPlan plan;
};

// Copies every row of all these databases, and compares count and checksum of each table at the end. The programs that
// use them are stopped meanwhile. A target is new, or holds the same already, or an earlier copy into it was
// interrupted: then it goes on where that ended. All targets are marked before the first row and until the last one
// holds the same; a program that opens a marked one is refused. Answers the sums, in the order of the databases.
// Errors: unsupported_schema (the source is behind or newer), invalid (a target holds other data, or does not hold the
// same at the end), and those of reads and writes.
result<std::vector<std::vector<TableSum>>> copy_databases(std::span<const CopiedDatabase> databases,
                                                          const std::function<void(const CopyProgress&)>& progress);

result<std::vector<TableSum>> sum_tables(Pool& pool, std::span<const CopiedTable> tables);

}  // namespace neo::sql
