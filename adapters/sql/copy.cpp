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

class Copier {
public:
    Copier(const CopiedDatabase& database, const std::function<void(const CopyProgress&)>& progress)
        : from_(database.from), to_(database.to), plan_(database.plan), progress_(progress) {}

    // Both schemas are at the same version, and the target is new, marked, or holds the same already.
    result<void> check() {
        if (const auto version = migrate(from_, migration_plan(false, false)); !version) return version.error();
        if (const auto version = migrate(to_, migration_plan(true, true)); !version) return version.error();
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

    result<void> begin() { return mark("done", "copying"); }

    result<std::vector<TableSum>> run() {
        for (const CopiedTable& table : plan_.tables) {
            if (auto copied = copy(table); !copied) return copied.error();
        }
        return compare();
    }

    result<void> finish() { return mark("copying", "done"); }

private:
    MigrationPlan migration_plan(bool migrate, bool copying) const {
        return {.table = plan_.schema_table,
                .migrations = plan_.migrations,
                .migrate = migrate,
                .accept_unfinished_copy = copying};
    }

    result<bool> is_marked() {
        const std::string sql = fmt::format("SELECT COUNT(*) FROM {} WHERE state = 'copying'", plan_.schema_table);
        return to_.read([&](Connection& connection) {
            return *connection.first({"copy.mark.select", sql}, {}, [](Row& row) { return row.integer(); }) > 0;
        });
    }

    result<std::vector<TableSum>> compare() {
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

    result<void> mark(std::string_view from, std::string_view to) {
        const std::string sql = fmt::format("UPDATE {} SET state = :after WHERE state = :before AND version = :version",
                                            plan_.schema_table);
        return to_.write("copy.mark", [&](Connection& connection) -> result<void> {
            connection.execute({"copy.mark.update", sql},
                               {{"after", to}, {"before", from}, {"version", plan_.migrations.size()}});
            return {};
        });
    }

    result<void> copy(const CopiedTable& table) {
        auto columns = TableReader::columns_of(from_, table);
        if (!columns) return columns.error();
        TableReader reader(table, *std::move(columns));
        CopyProgress done{.table = table.name};
        const auto total = count_rows(from_, table);
        if (!total) return total.error();
        done.total = *total;
        const auto copied = count_rows(to_, table);
        if (!copied) return copied.error();
        done.rows = *copied;
        if (auto skipped = reader.skip_to_end_of(to_); !skipped) return skipped;
        for (;;) {
            progress_(done);
            const auto rows = reader.next(from_);
            if (!rows) return rows.error();
            if (rows->empty()) return {};
            if (auto inserted = insert(table, reader.columns(), *rows); !inserted) return inserted;
            done.rows += static_cast<std::int64_t>(rows->size());
        }
    }

    result<void> insert(const CopiedTable& table, const std::vector<std::string>& columns,
                        const std::vector<TextRow>& rows) {
        const std::string sql = fmt::format("INSERT INTO {} ({}) VALUES (:{})", table.name, fmt::join(columns, ", "),
                                            fmt::join(columns, ", :"));
        return to_.write("copy.insert", [&](Connection& connection) -> result<void> {
            for (const TextRow& row : rows) {
                Parameters values;
                for (std::size_t i = 0; i < columns.size(); ++i)
                    values.emplace_back(columns[i], row[i]);
                connection.execute({"copy.insert.row", sql}, values);
            }
            return {};
        });
    }

    Pool& from_;
    Pool& to_;
    const CopyPlan& plan_;
    const std::function<void(const CopyProgress&)>& progress_;
};

}  // namespace

result<std::vector<std::vector<TableSum>>> copy_databases(std::span<const CopiedDatabase> databases,
                                                          const std::function<void(const CopyProgress&)>& progress) {
    std::vector<Copier> copiers;
    for (const CopiedDatabase& database : databases)
        copiers.emplace_back(database, progress);
    std::vector<std::vector<TableSum>> sums;
    const auto run = [&](Copier& copier) -> result<void> {
        auto copied = copier.run();
        if (!copied) return copied.error();
        sums.push_back(*std::move(copied));
        return {};
    };
    const std::function<result<void>(Copier&)> steps[] = {&Copier::check, &Copier::begin, run, &Copier::finish};
    for (const auto& step : steps) {
        for (std::size_t i = 0; i < copiers.size(); ++i) {
            const auto done = step(copiers[i]);
            if (!done) return Error{done.error().code, fmt::format("{}: {}", databases[i].name, done.error().message)};
        }
    }
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
