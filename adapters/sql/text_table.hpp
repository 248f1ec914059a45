// A list of values in a query, where it is read as a table. One parameter, whatever there is in it: an engine looks
// each parameter up by its name, one after the other.
#pragma once

#include "failure.hpp"
#include "parameter.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace neo::sql {

class TextTable {
public:
    // A table expression `listed` with these columns, "a" or "a, b", of which there are `width`, 1 or 2. `values` has
    // the rows one after the other. DatabaseError: one has a NUL character, which no database holds.
    TextTable(std::string_view columns, std::span<const std::string> values, std::size_t width = 1)
        : expression_("listed(" + std::string(columns) + ") AS (" + (width == 1 ? "{{texts}})" : "{{text_pairs}})")) {
        boost::json::array rows;
        for (std::size_t at = 0; at < values.size(); at += width) {
            boost::json::array row;
            for (const std::string& value : values.subspan(at, width)) {
                if (value.find('\0') != std::string::npos)
                    throw DatabaseError(Failure::invalid, "text with a NUL character cannot be asked for");
                row.emplace_back(value);
            }
            rows.push_back(width == 1 ? std::move(row.front()) : std::move(row));
        }
        values_ = boost::json::serialize(rows);
        parameters_.emplace_back("listed", values_);
    }
    TextTable(const TextTable&) = delete;

    // What follows WITH.
    const std::string& expression() const noexcept { return expression_; }
    const Parameters& parameters() const noexcept { return parameters_; }

private:
    std::string expression_;
    std::string values_;
    Parameters parameters_;
};

}  // namespace neo::sql
