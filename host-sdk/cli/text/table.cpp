#include "table.hpp"

#include <algorithm>

namespace neo::cli {
namespace {

std::string line_of(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
    std::string line;
    std::size_t owed = 0;  // spaces, which are written before the next text only
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!row[i].empty()) {
            line.append(owed, ' ').append(row[i]);
            owed = 0;
        }
        owed += widths[i] - columns(row[i]) + 2;
    }
    return line;
}

}  // namespace

std::string Table::text(const Paint& paint) const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < headings_.size(); ++i) {
        std::size_t width = columns(headings_[i]);
        for (const auto& row : rows_)
            width = std::max(width, columns(row[i]));
        widths.push_back(width);
    }
    std::string text = paint.heading(line_of(headings_, widths)) + '\n';
    for (const auto& row : rows_)
        text += line_of(row, widths) + '\n';
    return text;
}

}  // namespace neo::cli
