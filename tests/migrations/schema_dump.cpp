#include "schema_dump.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace neo::migrations {
namespace {

// Each query answers one column of lines.
const std::map<std::string_view, std::vector<std::string_view>> queries{
    {"sqlite", {"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, tbl_name, name"}},
    {"postgresql",
     {"SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || COALESCE(collation_name, '-') || "
      "CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END FROM information_schema.columns "
      "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position",
      "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
      "WHERE connamespace = current_schema()::regnamespace ORDER BY 1",
      "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname"}},
    {"mysql",
     {"SELECT CONCAT(table_name, '.', column_name, ' ', column_type, ' ', COALESCE(collation_name, '-'), "
      "IF(is_nullable = 'NO', ' NOT NULL', '')) FROM information_schema.columns WHERE table_schema = DATABASE() "
      "ORDER BY table_name, ordinal_position",
      "SELECT CONCAT(table_name, ' ', index_name, IF(non_unique = 0, ' UNIQUE ', ' '), "
      "GROUP_CONCAT(column_name ORDER BY seq_in_index)) FROM information_schema.statistics "
      "WHERE table_schema = DATABASE() GROUP BY table_name, index_name, non_unique ORDER BY table_name, index_name",
      "SELECT CONCAT(table_name, ' ', constraint_name, ' ', column_name, ' -> ', referenced_table_name, '.', "
      "referenced_column_name) FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND "
      "referenced_table_name IS NOT NULL ORDER BY table_name, constraint_name, ordinal_position",
      "SELECT CONCAT(table_name, ' ', engine, ' ', table_collation) FROM information_schema.tables "
      "WHERE table_schema = DATABASE() ORDER BY table_name"}},
};

}  // namespace

std::string dump_schema(sql::Pool& pool) {
    std::string text;
    for (const std::string_view query : queries.at(pool.dialect().name)) {
        const auto lines = pool.read([&](sql::Connection& connection) {
            return connection.all_once({"test.schema.dump", query}, {}, [](sql::Row& row) { return row.text(); });
        });
        for (const std::string& line : lines.value())
            text += line + '\n';
        text += '\n';
    }
    return text;
}

}  // namespace neo::migrations
