// A list of values in a query, where it is read as a table.
#pragma once

#include <adapters/sql/parameter.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

class TextTable {
public:
    // A table expression `listed` with this one column. `values` is not empty and outlives the table.
    TextTable(std::string_view column, std::span<const std::string> values) {
        names_.reserve(values.size());
        for (const std::string& value : values) {
            names_.push_back("p" + std::to_string(names_.size()));
            expression_ += (expression_.empty() ? "(:" : ", (:") + names_.back() + ")";
            parameters_.emplace_back(names_.back(), value);
        }
        expression_ = "listed(" + std::string(column) + ") AS (VALUES " + expression_ + ")";
    }
    TextTable(const TextTable&) = delete;

    // What follows WITH.
    const std::string& expression() const noexcept { return expression_; }
    const Parameters& parameters() const noexcept { return parameters_; }

private:
    std::vector<std::string> names_;
    std::string expression_;
    Parameters parameters_;
};

}  // namespace neo::sql
