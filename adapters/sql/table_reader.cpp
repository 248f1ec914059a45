#include "table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace neo::sql {
namespace {

TextRow read_row(Row& row, std::size_t columns) {
    TextRow values(columns);
    for (auto& value : values)
        value = row.optional_text();
    return values;
}

// (a > :k0 OR (a = :k0 AND (b > :k1 OR …)))
std::string after_key(std::span<const std::string_view> key, std::size_t position = 0) {
    const std::string here = fmt::format("{} > :k{}", key[position], position);
    if (position + 1 == key.size()) return here;
    return fmt::format("({} OR ({} = :k{} AND {}))", here, key[position], position, after_key(key, position + 1));
}

}  // namespace

TableReader::TableReader(const CopiedTable& table, std::vector<std::string> columns)
    : table_(table), columns_(std::move(columns)) {
    for (const std::string_view column : table.key) {
        const auto found = std::find(columns_.begin(), columns_.end(), column);
        key_positions_.push_back(static_cast<std::size_t>(found - columns_.begin()));
    }
}

result<std::vector<std::string>> TableReader::columns_of(Pool& pool, const CopiedTable& table) {
    const Query query{"copy.columns.select", pool.dialect().table_columns};
    const std::string name(table.name);
    auto columns = pool.read([&](Connection& connection) {
        return connection.all(query, {{"name", name}}, [](Row& row) { return row.text(); });
    });
    if (!columns) return columns;
    std::sort(columns->begin(), columns->end());
    for (const std::string_view key : table.key) {
        if (!std::binary_search(columns->begin(), columns->end(), key)) {
            return Error{ErrorCode::internal, fmt::format("table {} has no column {}", table.name, key)};
        }
    }
    return columns;
}

std::string TableReader::order(std::string_view direction) const {
    std::string list;
    for (const std::string_view column : table_.key) {
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", column, direction);
    }
    return list;
}

void TableReader::remember(const TextRow& row) {
    last_key_.clear();
    for (const std::size_t position : key_positions_)
        last_key_.push_back(row[position].value_or(""));
}

result<std::vector<TextRow>> TableReader::next(Pool& pool) {
    const std::string sql =
        fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT :limit", fmt::join(columns_, ", "), table_.name,
                    last_key_.empty() ? std::string() : " WHERE " + after_key(table_.key), order("ASC"));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < last_key_.size(); ++i)
        names.push_back(fmt::format("k{}", i));
    Parameters parameters{{"limit", table_.batch}};
    for (std::size_t i = 0; i < last_key_.size(); ++i)
        parameters.emplace_back(names[i], last_key_[i]);
    auto rows = pool.read([&](Connection& connection) {
        return connection.all({"copy.page.select", sql}, parameters,
                              [&](Row& row) { return read_row(row, columns_.size()); });
    });
    if (rows && !rows->empty()) remember(rows->back());
    return rows;
}

result<void> TableReader::skip_to_end_of(Pool& pool) {
    const std::string sql =
        fmt::format("SELECT {} FROM {} ORDER BY {} LIMIT 1", fmt::join(columns_, ", "), table_.name, order("DESC"));
    const auto last = pool.read([&](Connection& connection) {
        return connection.first({"copy.last.select", sql}, {},
                                [&](Row& row) { return read_row(row, columns_.size()); });
    });
    if (!last) return last.error();
    if (*last) remember(**last);
    return {};
}

result<std::int64_t> count_rows(Pool& pool, const CopiedTable& table) {
    const std::string sql = fmt::format("SELECT COUNT(*) FROM {}", table.name);
    return pool.read([&](Connection& connection) -> std::int64_t {
        return *connection.first({"copy.count.select", sql}, {}, [](Row& row) { return row.integer(); });
    });
}

}  // namespace neo::sql
