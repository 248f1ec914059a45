// One row of an answer, read column by column in the order of the query.
#pragma once

#include "failure.hpp"

#include <soci/soci-backend.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace neo::sql {

class Row {
public:
    explicit Row(std::size_t columns) : cells_(columns), indicators_(columns, soci::i_null) {}

    // Each reads the next column. A null where there must be a value is a DatabaseError.
    std::string text() {
        if (indicators_.at(next_) == soci::i_null) throw DatabaseError(Failure::other, "a column is null unexpectedly");
        return std::move(cells_[next_++]);  // contents are large
    }
    std::optional<std::string> optional_text() {
        if (indicators_.at(next_) != soci::i_null) return std::move(cells_[next_++]);
        ++next_;
        return std::nullopt;
    }
    std::int64_t integer() {
        const std::string digits = text();
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size()) {
            throw DatabaseError(Failure::other, "a column holds no integer");
        }
        return value;
    }
    std::optional<std::int64_t> optional_integer() {
        if (indicators_.at(next_) != soci::i_null) return integer();
        ++next_;
        return std::nullopt;
    }
    bool boolean() { return integer() != 0; }

private:
    friend class Statement;

    std::vector<std::string> cells_;
    std::vector<soci::indicator> indicators_;
    std::size_t next_ = 0;
};

}  // namespace neo::sql
