#include "filled_history.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace neo::test {
namespace {

constexpr std::int64_t rows_at_once = 1'000'000;

// What the engines say differently.
struct Words {
    std::string_view engine;

    bool is(std::string_view name) const { return engine == name; }
    std::string hex(std::string_view number, int digits) const {
        if (is("sqlite")) return fmt::format("printf('%0{}x', {})", digits, number);
        if (is("postgresql")) return fmt::format("lpad(to_hex(CAST({} AS bigint)), {}, '0')", number, digits);
        return fmt::format("LPAD(LOWER(HEX({})), {}, '0')", number, digits);
    }
    std::string padded(std::string_view number) const {
        if (is("sqlite")) return fmt::format("printf('%07d', {})", number);
        return fmt::format("lpad(CAST({} AS {}), 7, '0')", number, is("mysql") ? "CHAR" : "text");
    }
    std::string joined(const std::vector<std::string>& parts) const {
        const bool operators = is("sqlite");
        const std::string list = fmt::format("{}", fmt::join(parts, operators ? " || " : ", "));
        return operators ? "(" + list + ")" : "CONCAT(" + list + ")";
    }
    std::string divided(std::string_view number, std::string_view by) const {
        return fmt::format("(({}) {} ({}))", number, is("mysql") ? "DIV" : "/", by);
    }
    // A table with the column i: begin … end - 1.
    std::string numbers(std::int64_t begin, std::int64_t end) const {
        if (is("postgresql"))
            return fmt::format("(SELECT i FROM generate_series(CAST({} AS bigint), {}) AS g(i)) n", begin, end - 1);
        if (is("mysql")) return fmt::format("(SELECT CAST(seq AS SIGNED) AS i FROM seq_{}_to_{}) n", begin, end - 1);
        return fmt::format(
            "(WITH RECURSIVE g(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM g WHERE i < {}) SELECT i FROM g) n", begin,
            end - 1);
    }
};

// A number below 2^31 out of i that looks like chance.
std::string chance(int salt) {
    const std::string line = fmt::format("((i * 1103515245 + {}) % 2147483647)", 123'456'789 + salt * 7'654'321);
    return fmt::format("({0} * {0} % 2147483647)", line);
}

std::string organizations_sql(const Words& words, const HistoryShape& shape) {
    return fmt::format(
        "INSERT INTO registrations (id, organization, type, registered_at, registered_by) "
        "SELECT {}, CASE WHEN i = 0 THEN '{}' ELSE {} END, CASE WHEN i % 2 = 1 THEN 'dev' ELSE 'uat' END, {}, 'user-0' "
        "FROM {}",
        words.joined({"'r-'", words.padded("i")}), busy_organization, words.joined({"'org-'", words.padded("i")}),
        newest_promotion, words.numbers(0, shape.organizations));
}

std::string mappings_sql(const Words& words, const HistoryShape& shape, std::int64_t begin, std::int64_t end) {
    // Of a dev organization to every second one, in turns.
    const std::int64_t half = std::max<std::int64_t>(shape.organizations / 2, 1);
    const std::string source = fmt::format("i % {} * 2 + 1", half);
    const std::string target =
        fmt::format("(i % {0} + {1} + 1) % {0} * 2", half, words.divided("i", std::to_string(half)));
    const auto name = [&](const std::string& number) { return words.joined({"'org-'", words.padded(number)}); };
    return fmt::format(
        "INSERT INTO mappings (id, source_organization, target_organization, relation, created_at, created_by) "
        "SELECT {}, {}, CASE WHEN {} = 0 THEN '{}' ELSE {} END, 'default', {}, 'user-0' FROM {}",
        words.joined({"'m-'", words.hex("i", 10)}), name(source), target, busy_organization, name(target),
        newest_promotion, words.numbers(begin, end));
}

std::string promotions_sql(const Words& words, const HistoryShape& shape, std::int64_t begin, std::int64_t end) {
    const std::string id = words.joined(
        {words.hex(words.divided("at", "65536000"), 8), "'-'", words.hex(words.divided("at", "1000") + " % 65536", 4),
         "'-7'", words.hex(words.divided("at % 1000 * 4096", "1000"), 3), "'-8'", words.hex("a % 4096", 3), "'-'",
         words.hex("b", 8), words.hex("c % 65536", 4)});
    const std::string key = words.joined({words.hex("b", 8), words.hex("c", 8), words.hex("a", 8), words.hex("d", 8),
                                          "'0000000000000000'", words.hex("i", 16)});
    const std::int64_t others = std::max<std::int64_t>(shape.organizations - 1, 1);
    const auto other = [&](std::string_view number) {
        return words.joined({"'org-'", words.padded(fmt::format("{} % {} + 1", number, others))});
    };
    const std::int64_t every =
        shape.in_progress == 0 ? shape.promotions + 1 : std::max<std::int64_t>(shape.promotions / shape.in_progress, 1);
    const std::string drawn =
        fmt::format("SELECT i, {} + i * {} AS at, {} AS a, {} AS b, {} AS c, {} AS d FROM {}",
                    newest_promotion - (shape.promotions - 1) * between_promotions, between_promotions, chance(1),
                    chance(2), chance(3), chance(4), words.numbers(begin, end));
    const std::string statuses = fmt::format(
        "SELECT i, at, a, b, c, d, CASE WHEN i % {0} = {0} - 1 THEN 'in_progress' WHEN d % 40 < 32 THEN 'succeeded' "
        "WHEN d % 40 < 37 THEN 'refused' ELSE 'failed' END AS status FROM ({1}) drawn",
        every, drawn);
    return fmt::format(
        "INSERT INTO promotions (id, promotion_key, status, source_organization, source_dataflow, source_version, "
        "target_organization, target_application, target_dataflow, approved_version, draft_version, routed, "
        "trigger_url, trigger_method, actor, requested_at, finished_at, failures, dataflow_name) "
        "SELECT {id}, {key}, status, CASE WHEN i % 20 = 7 THEN '{busy}' ELSE {source} END, {flow}, b % {versions} + 1, "
        "CASE WHEN i % 20 = 13 THEN '{busy}' ELSE {target} END, 'crm', "
        "CASE WHEN status = 'succeeded' THEN {landed} END, CASE WHEN status = 'succeeded' THEN c % 1000 + 1 END, "
        "CASE WHEN status = 'succeeded' THEN c % 1000 + 2 END, 0, '/welcome', 'POST', {actor}, at, "
        "CASE WHEN status <> 'in_progress' THEN at + 5000 END, CASE WHEN status IN ('refused', 'failed') "
        "THEN '[{{\"code\": \"target_changed\", \"message\": \"It was changed.\", \"remedy\": \"Look again.\"}}]' "
        "ELSE '[]' END, 'Welcome mail' FROM ({rows}) drawn",
        fmt::arg("id", id), fmt::arg("key", key), fmt::arg("busy", busy_organization), fmt::arg("source", other("a")),
        fmt::arg("flow", words.joined({"'flow-'", fmt::format("(c % {})", dataflows_per_organization)})),
        fmt::arg("versions", versions_per_dataflow), fmt::arg("target", other("d")),
        fmt::arg("landed", words.joined({"'flow-'", fmt::format("(a % {})", dataflows_per_organization)})),
        fmt::arg("actor", words.joined({"'user-'", "(b % 1000)"})), fmt::arg("rows", statuses));
}

constexpr std::string_view ledger_sql =
    "INSERT INTO promotion_ledger (promotion_key, state, fence, owner, leased_at, lease_until, promotion_id, "
    "source_organization, source_dataflow, source_version, target_organization, requested_application, actor, "
    "failures) SELECT promotion_key, CASE status WHEN 'succeeded' THEN 'done' WHEN 'failed' THEN 'failed' "
    "ELSE 'prepared' END, requested_at, 'worker-1', CASE status WHEN 'in_progress' THEN requested_at END, "
    "CASE status WHEN 'in_progress' THEN 4102444800000000 END, id, source_organization, source_dataflow, "
    "source_version, target_organization, 'crm', actor, '[]' FROM promotions WHERE status <> 'refused' "
    "ORDER BY promotion_key";

constexpr std::string_view idempotency_keys_sql =
    "INSERT INTO idempotency_keys (actor, idempotency_key, request_hash, promotion_id) "
    "SELECT actor, promotion_key, promotion_key, id FROM promotions WHERE source_version % 4 = 0 "
    "ORDER BY actor, promotion_key";

std::string changes_sql(const Words& words) {
    return fmt::format(
        "INSERT INTO mapping_changes (id, kind, organization, target_organization, value_before, value_after, actor, "
        "changed_at) SELECT {}, 'mapping_added', source_organization, target_organization, NULL, relation, created_by, "
        "created_at FROM mappings",
        words.joined({"'c'", "id"}));
}

// The indexes that can be made anew afterwards, by name, with the statement that makes them: filling goes without.
std::vector<std::pair<std::string, std::string>> indexes(sql::Pool& pool) {
    std::string_view query =
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'promotions'";
    if (pool.dialect().name == "postgresql")
        query =
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
            "AND tablename = 'promotions' AND indexdef NOT LIKE '%UNIQUE%'";
    if (pool.dialect().name == "mysql") return {};
    return pool
        .read([&](sql::Connection& connection) {
            return connection.all_once({"test.filled_history.indexes", query}, {}, [](sql::Row& row) {
                return std::pair{row.text(), row.text()};
            });
        })
        .value();
}

void run(sql::Pool& pool, std::string_view sql, bool in_transaction = true) {
    const auto body = [&](sql::Connection& connection) -> result<void> {
        if (!pool.dialect().lift_time_limit.empty() && in_transaction)
            connection.execute_once(pool.dialect().lift_time_limit);
        connection.execute_once(sql);
        return {};
    };
    const auto done = pool.write_once("test.filled_history", body);
    if (!done) throw std::runtime_error(done.error().message + "\n" + std::string(sql));
}

template <class Make>
void in_parts(sql::Pool& pool, std::int64_t rows, Make&& make) {
    for (std::int64_t begin = 0; begin < rows; begin += rows_at_once)
        run(pool, make(begin, std::min(rows, begin + rows_at_once)));
}

}  // namespace

std::string organization_name(std::int64_t number) {
    return fmt::format("org-{:07}", number);
}

void fill_history(const sql::DatabaseConfig& database, const HistoryShape& shape) {
    const auto pool = sql::open_database(database);
    if (!pool) throw std::runtime_error(pool.error().message);
    const Words words{(*pool)->dialect().name};
    const auto set_aside = indexes(**pool);
    for (const auto& [name, sql] : set_aside)
        run(**pool, "DROP INDEX " + name);
    run(**pool, organizations_sql(words, shape));
    in_parts(**pool, shape.mappings,
             [&](std::int64_t begin, std::int64_t end) { return mappings_sql(words, shape, begin, end); });
    run(**pool, changes_sql(words));
    in_parts(**pool, shape.promotions,
             [&](std::int64_t begin, std::int64_t end) { return promotions_sql(words, shape, begin, end); });
    run(**pool, ledger_sql);
    run(**pool, idempotency_keys_sql);
    for (const auto& [name, sql] : set_aside)
        run(**pool, sql);
    if (words.is("mysql")) {
        run(**pool,
            "ANALYZE TABLE registrations, mappings, mapping_changes, promotion_ledger, promotions, "
            "idempotency_keys");
    } else {
        run(**pool, "ANALYZE");
    }
}

}  // namespace neo::test
