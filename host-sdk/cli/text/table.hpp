// Rows in columns that line up, for people.
#pragma once

#include "terminal.hpp"

#include <string>
#include <vector>

namespace neo::cli {

class Table {
public:
    explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}

    // As many printable texts as there are headings.
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    std::string text(const Paint& paint) const;

private:
    std::vector<std::string> headings_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace neo::cli
