#include "copy.hpp"

#include "table_reader.hpp"

#include <plugin/base/digest.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace neo::sql {
namespace {

// Each value with its length, so that no two rows look alike.
void add(Sha256& sum, const TextRow& row) {
    for (const auto& value : row) {
        if (value) {
            sum.add_part(*value);
        } else {
            sum.add("null");
        }
    }
}

result<TableSum> sum_table(Pool& pool, const CopiedTable& table) {
    auto columns = TableReader::columns_of(pool, table);
    if (!columns) return columns.error();
    TableReader reader(table, *std::move(columns));
    Sha256 sum;
    TableSum total{.table = std::string(table.name), .rows = 0, .sha256 = {}};
    for (;;) {
        const auto rows = reader.next(pool);
        if (!rows) return rows.error();
        if (rows->empty()) break;
        for (const TextRow& row : *rows)
            add(sum, row);
        total.rows += static_cast<std::int64_t>(rows->size());
    }
    total.sha256 = sum.hex();
    return total;
}

result<void> insert(Pool& to, const CopiedTable& table, const std::vector<std::string>& columns,
                    const std::vector<TextRow>& rows) {
    const std::string sql = fmt::format("INSERT INTO {} ({}) VALUES (:{})", table.name, fmt::join(columns, ", "),
                                        fmt::join(columns, ", :"));
    return to.write(fmt::format("copy.{}.insert", table.name), [&](Connection& connection) -> result<void> {
        for (const TextRow& row : rows) {
            Parameters values;
            for (std::size_t i = 0; i < columns.size(); ++i)
                values.emplace_back(columns[i], row[i]);
            connection.execute({"copy.insert.row", sql}, values);
        }
        return {};
    });
}

result<void> copy_table(Pool& from, Pool& to, const CopiedTable& table, const CopyWatcher& watcher) {
    auto columns = TableReader::columns_of(from, table);
    if (!columns) return columns.error();
    TableReader reader(table, *std::move(columns));
    CopyProgress done{.table = table.name};
    const auto total = count_rows(from, table);
    if (!total) return total.error();
    done.total = *total;
    const auto copied = count_rows(to, table);
    if (!copied) return copied.error();
    done.rows = *copied;
    if (auto skipped = reader.skip_to_end_of(to); !skipped) return skipped;
    for (;;) {
        watcher(done);
        const auto rows = reader.next(from);
        if (!rows) return rows.error();
        if (rows->empty()) return {};
        if (auto inserted = insert(to, table, reader.columns(), *rows); !inserted) return inserted;
        done.rows += static_cast<std::int64_t>(rows->size());
    }
}

}  // namespace

result<void> DatabaseCopy::check() {
    if (const auto version = migrate(from_, false); !version) return version.error();
    if (const auto version = migrate(to_, true); !version) return version.error();
    const auto marked = is_marked();
    if (!marked) return marked.error();
    if (*marked) return {};
    for (const CopiedTable& table : plan_.tables) {
        const auto rows = count_rows(to_, table);
        if (!rows) return rows.error();
        if (*rows == 0) continue;
        if (compare()) return {};
        return Error{ErrorCode::invalid, fmt::format("the target holds other data already (table {})", table.name)};
    }
    return {};
}

result<void> DatabaseCopy::begin() {
    return mark("begin", "done", "copying");
}

result<std::vector<TableSum>> DatabaseCopy::run(const CopyWatcher& watcher) {
    for (const CopiedTable& table : plan_.tables) {
        if (auto copied = copy_table(from_, to_, table, watcher); !copied) return copied.error();
    }
    return compare();
}

result<void> DatabaseCopy::finish() {
    return mark("finish", "copying", "done");
}

result<int> DatabaseCopy::migrate(Pool& pool, bool is_target) {
    return sql::migrate(pool, {.table = plan_.schema_table,
                               .migrations = plan_.migrations,
                               .migrate = is_target,
                               .accept_unfinished_copy = is_target});
}

result<bool> DatabaseCopy::is_marked() {
    const std::string sql = fmt::format("SELECT COUNT(*) FROM {} WHERE state = 'copying'", plan_.schema_table);
    return to_.read([&](Connection& connection) {
        return *connection.first({"copy.mark.select", sql}, {}, [](Row& row) { return row.integer(); }) > 0;
    });
}

result<std::vector<TableSum>> DatabaseCopy::compare() {
    auto source = sum_tables(from_, plan_.tables);
    if (!source) return source;
    const auto target = sum_tables(to_, plan_.tables);
    if (!target) return target.error();
    for (std::size_t i = 0; i < source->size(); ++i) {
        if ((*source)[i] == (*target)[i]) continue;
        return Error{ErrorCode::invalid,
                     fmt::format("table {} has {} rows in the source and {} in the target, or other values; empty "
                                 "the target and copy anew",
                                 (*source)[i].table, (*source)[i].rows, (*target)[i].rows)};
    }
    return source;
}

result<void> DatabaseCopy::mark(std::string_view step, std::string_view before, std::string_view after) {
    const std::string sql =
        fmt::format("UPDATE {} SET state = :after WHERE state = :before AND version = :version", plan_.schema_table);
    return to_.write(fmt::format("copy.{}.{}", plan_.schema_table, step), [&](Connection& connection) -> result<void> {
        connection.execute({"copy.mark.update", sql},
                           {{"after", after}, {"before", before}, {"version", plan_.migrations.size()}});
        return {};
    });
}

result<std::vector<TableSum>> copy_database(Pool& from, Pool& to, const CopyPlan& plan, const CopyWatcher& watcher) {
    DatabaseCopy copy(from, to, plan);
    if (auto checked = copy.check(); !checked) return checked.error();
    if (auto begun = copy.begin(); !begun) return begun.error();
    auto sums = copy.run(watcher);
    if (!sums) return sums;
    if (auto finished = copy.finish(); !finished) return finished.error();
    return sums;
}

result<std::vector<TableSum>> sum_tables(Pool& pool, std::span<const CopiedTable> tables) {
    std::vector<TableSum> sums;
    for (const CopiedTable& table : tables) {
        auto sum = sum_table(pool, table);
        if (!sum) return sum.error();
        sums.push_back(*std::move(sum));
    }
    return sums;
}

}  // namespace neo::sql
