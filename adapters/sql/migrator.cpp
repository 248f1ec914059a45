#include "migrator.hpp"

#include <fmt/format.h>

#include <thread>
#include <vector>

namespace neo::sql {
namespace {

constexpr std::string_view running = "running";
constexpr std::string_view done = "done";
constexpr std::string_view copying = "copying";

struct Applied {
    int version = 0;
    std::string name;
    std::string checksum;
    std::string state;
};

Error refuse(std::string message) {
    return {ErrorCode::unsupported_schema, std::move(message)};
}

// The statements of a migration without comments, which SOCI would search for parameters.
std::vector<std::string> split(std::string_view sql) {
    std::vector<std::string> statements(1);
    while (!sql.empty()) {
        const auto end = std::min(sql.find('\n'), sql.size() - 1) + 1;
        std::string_view line = sql.substr(0, end);
        sql.remove_prefix(end);
        line = line.substr(0, line.find("--"));
        line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
        if (line.empty()) continue;
        const bool last = line.ends_with(';');
        if (last) line.remove_suffix(1);
        statements.back().append(line).append("\n");
        if (last) statements.emplace_back();
    }
    if (statements.back().empty()) statements.pop_back();
    return statements;
}

class Migrator {
public:
    Migrator(Pool& pool, const MigrationPlan& plan)
        : pool_(pool),
          plan_(plan),
          select_(fmt::format("SELECT version, name, checksum, state FROM {} ORDER BY version", plan.table)),
          insert_(fmt::format("INSERT INTO {} (version, name, checksum, state, applied_at) "
                              "VALUES (:version, :name, :checksum, :state, {{{{now}}}})",
                              plan.table)),
          finish_(fmt::format("UPDATE {} SET state = 'done', applied_at = {{{{now}}}} WHERE version = :version",
                              plan.table)) {}

    result<int> run() {
        if (auto created = create_table(); !created) return created.error();
        const auto deadline = std::chrono::steady_clock::now() + plan_.wait;
        for (;;) {
            auto applied = read();
            if (!applied) return applied.error();
            if (auto checked = check(*applied); !checked) return checked.error();
            const bool others = !applied->empty() && applied->back().state == running;
            if (!others && applied->size() == plan_.migrations.size()) return static_cast<int>(applied->size());
            if (others) {
                if (std::chrono::steady_clock::now() > deadline) return interrupted(applied->back());
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                continue;
            }
            if (!plan_.migrate) return behind(applied->size());
            const auto done_now = apply(plan_.migrations[applied->size()]);
            if (done_now || done_now.error().code == ErrorCode::exists) continue;  // exists: another was faster
            // Another that is at it may hold the locks.
            if (done_now.error().code != ErrorCode::unavailable || std::chrono::steady_clock::now() > deadline)
                return done_now.error();
        }
    }

private:
    result<bool> table_exists() {
        const Query query{"migrator.table.exists", pool_.dialect().table_exists};
        const std::string table(plan_.table);
        return pool_.read([&](Connection& connection) {
            return *connection.first(query, {{"name", table}}, [](Row& row) { return row.integer(); }) > 0;
        });
    }

    result<void> create_table() {
        const auto exists = table_exists();
        if (!exists) return exists.error();
        if (*exists) return {};
        if (!plan_.migrate) return behind(0);
        const std::string create = fmt::format(
            "CREATE TABLE IF NOT EXISTS {} (version INTEGER NOT NULL, name {{{{id}}}} NOT NULL, "
            "checksum {{{{id}}}} NOT NULL, state {{{{id}}}} NOT NULL, applied_at BIGINT NOT NULL, "
            "PRIMARY KEY (version)) {{{{table}}}}",
            plan_.table);
        auto created = pool_.write("migrator.create", [&](Connection& connection) -> result<void> {
            connection.execute_once(create);
            return {};
        });
        // Two processes can both find it missing.
        if (!created && created.error().code == ErrorCode::exists) return {};
        return created;
    }

    result<std::vector<Applied>> read() {
        return pool_.read([&](Connection& connection) {
            return connection.all({"migrator.versions.select", select_}, {}, [](Row& row) {
                return Applied{static_cast<int>(row.integer()), row.text(), row.text(), row.text()};
            });
        });
    }

    result<void> check(const std::vector<Applied>& applied) {
        for (std::size_t i = 0; i < applied.size(); ++i) {
            const Applied& row = applied[i];
            if (row.version > static_cast<int>(plan_.migrations.size())) {
                return refuse(
                    fmt::format("the database's schema is newer than this program: table {} has version {}, "
                                "the program knows {}; start a newer program",
                                plan_.table, row.version, plan_.migrations.size()));
            }
            const int expected = static_cast<int>(i) + 1;
            if (row.version != expected) {
                return refuse(fmt::format("table {} lacks migration {} although {} is there; restore a backup",
                                          plan_.table, expected, row.version));
            }
            const Migration& known = plan_.migrations[i];
            if (row.checksum != known.checksum) {
                return refuse(
                    fmt::format("migration {} ({}) was applied with another text than this program has; "
                                "use the release that made the schema, or restore a backup",
                                row.version, row.name));
            }
            if (row.state == running && i + 1 != applied.size()) return interrupted(row);
            if (row.state == copying && !plan_.accept_unfinished_copy) {
                return refuse(
                    fmt::format("a copy into this database was begun and not finished (table {}); copy again "
                                "from the same source, which goes on where it ended",
                                plan_.table));
            }
        }
        return {};
    }

    result<void> apply(const Migration& migration) {
        const Parameters values{{"version", migration.version},
                                {"name", migration.name},
                                {"checksum", migration.checksum},
                                {"state", pool_.dialect().transactional_ddl ? done : running}};
        const std::vector<std::string> statements = split(migration.sql);
        if (pool_.dialect().transactional_ddl) {
            return pool_.write("migrator.apply", [&](Connection& connection) -> result<void> {
                connection.execute({"migrator.apply.insert", insert_}, values);
                if (!pool_.dialect().lift_time_limit.empty()) connection.execute_once(pool_.dialect().lift_time_limit);
                for (const std::string& statement : statements)
                    connection.execute_once(statement);
                return {};
            });
        }
        auto begun = pool_.write("migrator.begin", [&](Connection& connection) -> result<void> {
            connection.execute({"migrator.begin.insert", insert_}, values);
            return {};
        });
        if (!begun) return begun;
        // Once: what was done before it failed stays done.
        const auto applied = pool_.write_once("migrator.execute", [&](Connection& connection) -> result<void> {
            for (const std::string& statement : statements)
                connection.execute_once(statement);
            return {};
        });
        if (!applied) {
            return refuse(fmt::format("migration {} ({}) failed half way: {}; {}", migration.version, migration.name,
                                      applied.error().message, remedy(migration.version)));
        }
        return pool_.write("migrator.finish", [&](Connection& connection) -> result<void> {
            connection.execute({"migrator.finish.update", finish_}, {{"version", migration.version}});
            return {};
        });
    }

    Error interrupted(const Applied& row) {
        return refuse(fmt::format(
            "migration {} ({}) was begun and not finished: either another process is still at it, or it was "
            "interrupted; then {}",
            row.version, row.name, remedy(row.version)));
    }

    std::string remedy(int version) {
        return fmt::format(
            "restore the backup made before it, or complete the statements of the migration by hand and set state = "
            "'done' for version {} in table {}",
            version, plan_.table);
    }

    Error behind(std::size_t version) {
        return refuse(
            fmt::format("the database's schema is behind: table {} has version {}, the program needs {}; "
                        "start once with \"migrate\": true",
                        plan_.table, version, plan_.migrations.size()));
    }

    Pool& pool_;
    const MigrationPlan& plan_;
    const std::string select_;
    const std::string insert_;
    const std::string finish_;
};

}  // namespace

result<int> migrate(Pool& pool, const MigrationPlan& plan) {
    for (std::size_t i = 0; i < plan.migrations.size(); ++i) {
        if (plan.migrations[i].version != static_cast<int>(i) + 1) {
            return refuse(fmt::format("the program was built without migration {} of {}", i + 1, plan.table));
        }
    }
    return Migrator(pool, plan).run();
}

}  // namespace neo::sql
