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

using CopyWatcher = std::function<void(const CopyProgress&)>;

// One database that moves to another, step by step, so that several can move together: who owns them all checks each,
// marks the target that is opened first, and finishes that one last. The programs that use them are stopped meanwhile.
//
// A target is new, or holds the same already, or an earlier copy into it was interrupted: then it goes on where that
// ended. It is marked from begin() to finish(), and a program that opens a marked one is refused.
//
// Errors: unsupported_schema (the source is behind or newer), invalid (the target holds other data, or does not hold
// the same at the end), and those of reads and writes. The pools outlive it. One thread.
class DatabaseCopy {
public:
    DatabaseCopy(Pool& from, Pool& to, CopyPlan plan) : from_(from), to_(to), plan_(plan) {}

    // Brings the target's schema up to date, and says whether it takes the copy. Writes no row.
    result<void> check();
    result<void> begin();
    // Copies every row, and compares count and checksum of each table at the end.
    result<std::vector<TableSum>> run(const CopyWatcher& watcher);
    result<void> finish();

private:
    result<int> migrate(Pool& pool, bool is_target);
    result<bool> is_marked();
    result<void> mark(std::string_view step, std::string_view before, std::string_view after);
    result<std::vector<TableSum>> compare();

    Pool& from_;
    Pool& to_;
    const CopyPlan plan_;
};

// All steps of one.
result<std::vector<TableSum>> copy_database(Pool& from, Pool& to, const CopyPlan& plan, const CopyWatcher& watcher);

result<std::vector<TableSum>> sum_tables(Pool& pool, std::span<const CopiedTable> tables);

}  // namespace neo::sql
