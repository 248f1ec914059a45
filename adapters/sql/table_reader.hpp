// A whole table, read in pages in the order of its primary key, every value as text.
#pragma once

#include "copy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::sql {

using TextRow = std::vector<std::optional<std::string>>;

class TableReader {
public:
    // `columns` of the table, in the order that rows are read.
    TableReader(const CopiedTable& table, std::vector<std::string> columns);

    // Its columns, by what the database says, in alphabetical order: engines and migrations may order them otherwise.
    static result<std::vector<std::string>> columns_of(Pool& pool, const CopiedTable& table);

    // The rows after the last one that was read.
    result<std::vector<TextRow>> next(Pool& pool);
    // Goes on after the last row that `pool` has.
    result<void> skip_to_end_of(Pool& pool);

    const std::vector<std::string>& columns() const noexcept { return columns_; }

private:
    std::string order(std::string_view direction) const;
    void remember(const TextRow& row);

    const CopiedTable& table_;
    const std::vector<std::string> columns_;
    std::vector<std::size_t> key_positions_;
    std::vector<std::string> last_key_;  // empty: from the start
};

// The number of rows of a table.
result<std::int64_t> count_rows(Pool& pool, const CopiedTable& table);

}  // namespace neo::sql
