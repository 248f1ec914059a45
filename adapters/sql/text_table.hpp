// A list of values in a query, where it is read as a table.
#pragma once

#include "parameter.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

class TextTable {
public:
    // A table expression `listed` with these columns, "a" or "a, b", of which there are `width`. `values` has the rows
    // one after the other; it is not empty and outlives the table.
    TextTable(std::string_view columns, std::span<const std::string> values, std::size_t width = 1) {
        names_.reserve(values.size());
        for (const std::string& value : values) {
            const std::size_t at = names_.size();
            names_.push_back("p" + std::to_string(at));
            if (at != 0) expression_ += ", ";
            if (at % width == 0) expression_ += "(";
            expression_ += ":" + names_.back();
            if (at % width == width - 1) expression_ += ")";
            parameters_.emplace_back(names_.back(), value);
        }
        expression_ = "listed(" + std::string(columns) + ") AS (VALUES " + expression_ + ")";
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
