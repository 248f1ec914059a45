#include "plan.hpp"

#include <boost/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::plans {
namespace {

namespace json = boost::json;

using Tables = std::vector<std::string>;

std::string name_of_database(const sql::DatabaseConfig& database) {
    return database.connection.substr(database.connection.rfind('=') + 1);
}

// A statement on a connection of its own.
class SqliteStatement {
public:
    SqliteStatement(const sql::DatabaseConfig& database, const std::string& sql) {
        const auto file = database.directory / database.connection;
        sqlite3* opened = nullptr;
        const int open = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
        connection_.reset(opened);
        sqlite3_stmt* prepared = nullptr;
        if (open != SQLITE_OK || sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string(sqlite3_errmsg(opened)) + "\n" + sql);
        statement_.reset(prepared);
    }

    sqlite3_stmt* get() const { return statement_.get(); }

private:
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection_{nullptr, &sqlite3_close};
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_{nullptr, &sqlite3_finalize};
};

std::vector<Complaint> of_sqlite(const sql::DatabaseConfig& database, const std::string& sql, const Tables& tables) {
    const SqliteStatement statement(database, "EXPLAIN QUERY PLAN " + sql);
    sqlite3_stmt* const prepared = statement.get();
    std::vector<Complaint> complaints;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        const std::string line = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 3));
        const bool scans = std::ranges::any_of(tables, [&](const std::string& table) {
            return line == "SCAN " + table || line.starts_with("SCAN " + table + " ");
        });
        if (scans) complaints.push_back({Cost::scan, line});
        if (line.starts_with("USE TEMP B-TREE FOR")) complaints.push_back({Cost::sort, line});
    }
    return complaints;
}

std::string text_of(const json::object& node, std::string_view key) {
    const json::value* value = node.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

// An index that is read from one end, with nothing left out, is as long as the limit above it says.
void judge_postgresql(const json::object& node, const std::string& parent, const Tables& tables,
                      std::vector<Complaint>& complaints) {
    const std::string type = text_of(node, "Node Type");
    const bool of_table = std::ranges::find(tables, text_of(node, "Relation Name")) != tables.end();
    const bool bounded = node.contains("Index Cond") || (parent == "Limit" && !node.contains("Filter"));
    if (of_table && (type == "Seq Scan" || (type.starts_with("Index") && !bounded)))
        complaints.push_back({Cost::scan, json::serialize(node)});
    if (type == "Bitmap Index Scan" && !node.contains("Index Cond"))
        complaints.push_back({Cost::scan, json::serialize(node)});
    if (type.ends_with("Sort")) complaints.push_back({Cost::sort, json::serialize(node)});
    if (const json::value* plans = node.if_contains("Plans")) {
        for (const json::value& plan : plans->as_array())
            judge_postgresql(plan.as_object(), type, tables, complaints);
    }
}

// What an engine answers in JSON.
json::value ask_postgresql(const sql::DatabaseConfig& database, const std::string& sql) {
    auto& server = dynamic_cast<test::PostgresqlServer&>(test::shared_server("postgresql"));
    return json::parse(server.query(sql, name_of_database(database)));
}

json::value ask_mariadb(const sql::DatabaseConfig& database, const std::string& sql) {
    auto& server = dynamic_cast<test::MariadbServer&>(test::shared_server("mysql"));
    return json::parse(server.query(sql, name_of_database(database)));
}

std::vector<Complaint> of_postgresql(const sql::DatabaseConfig& database, const std::string& sql,
                                     const Tables& tables) {
    const json::value plan = ask_postgresql(database, "EXPLAIN (FORMAT JSON) " + sql);
    std::vector<Complaint> complaints;
    judge_postgresql(plan.at(0).at("Plan").as_object(), "", tables, complaints);
    return complaints;
}

// MariaDB counts a range in its index before it chooses: a few rows it sorts even where another index has them in
// order.
constexpr std::int64_t most_sorted = 1'000;

std::int64_t rows_of(const json::value& sorted) {
    const json::value* table = sorted.as_object().if_contains("table");
    const json::value* rows = table == nullptr ? nullptr : table->as_object().if_contains("rows");
    return rows == nullptr ? most_sorted + 1 : rows->to_number<std::int64_t>();
}

void judge_mariadb(const json::value& value, const Tables& tables, std::vector<Complaint>& complaints) {
    if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array)
            judge_mariadb(element, tables, complaints);
    }
    const json::object* object = value.if_object();
    if (object == nullptr) return;
    const std::string access = text_of(*object, "access_type");
    const bool of_table = std::ranges::find(tables, text_of(*object, "table_name")) != tables.end();
    if (of_table && (access == "ALL" || access == "index"))
        complaints.push_back({Cost::scan, json::serialize(*object)});
    for (const auto& [key, member] : *object) {
        if (key == "filesort" && rows_of(member) > most_sorted)
            complaints.push_back({Cost::sort, json::serialize(member)});
        judge_mariadb(member, tables, complaints);
    }
}

std::vector<Complaint> of_mariadb(const sql::DatabaseConfig& database, const std::string& sql, const Tables& tables) {
    std::vector<Complaint> complaints;
    judge_mariadb(ask_mariadb(database, "EXPLAIN FORMAT=JSON " + sql), tables, complaints);
    return complaints;
}

std::int64_t steps_of_sqlite(const sql::DatabaseConfig& database, const std::string& sql) {
    const SqliteStatement statement(database, sql);
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        continue;
    return sqlite3_stmt_status(statement.get(), SQLITE_STMTSTATUS_VM_STEP, 0);
}

double number_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

// Rows of tables below a node of PostgreSQL's plan that was run.
double rows_of_postgresql(const json::object& node) {
    double rows = 0;
    if (node.contains("Relation Name"))
        rows = number_of(node, "Actual Loops") *
               (number_of(node, "Actual Rows") + number_of(node, "Rows Removed by Filter") +
                number_of(node, "Rows Removed by Index Recheck") + number_of(node, "Rows Removed by Join Filter"));
    if (const json::value* plans = node.if_contains("Plans")) {
        for (const json::value& plan : plans->as_array())
            rows += rows_of_postgresql(plan.as_object());
    }
    return rows;
}

double rows_of_mariadb(const json::value& value) {
    double rows = 0;
    if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array)
            rows += rows_of_mariadb(element);
    }
    if (const json::object* object = value.if_object()) {
        if (object->contains("table_name")) rows += number_of(*object, "r_loops") * number_of(*object, "r_rows");
        for (const auto& [key, member] : *object)
            rows += rows_of_mariadb(member);
    }
    return rows;
}

}  // namespace

std::vector<Complaint> complaints_of(const sql::DatabaseConfig& database, const std::string& statement,
                                     const std::vector<std::string>& tables) {
    if (database.backend == "sqlite") return of_sqlite(database, statement, tables);
    if (database.backend == "postgresql") return of_postgresql(database, statement, tables);
    return of_mariadb(database, statement, tables);
}

std::int64_t effort_of(const sql::DatabaseConfig& database, const std::string& statement) {
    if (database.backend == "sqlite") return steps_of_sqlite(database, statement);
    if (database.backend == "postgresql") {
        const json::value plan = ask_postgresql(database, "EXPLAIN (ANALYZE, FORMAT JSON) " + statement);
        return static_cast<std::int64_t>(rows_of_postgresql(plan.at(0).at("Plan").as_object()));
    }
    return static_cast<std::int64_t>(rows_of_mariadb(ask_mariadb(database, "ANALYZE FORMAT=JSON " + statement)));
}

}  // namespace neo::plans
