// A list of values in a query: "… IN (:p0, :p1, …)".
#pragma once

#include "parameter.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <vector>

namespace neo::sql {

struct TextList {
    std::string placeholders;  // what stands between the parentheses
    Parameters parameters;

    // `values` is not empty and outlives the list. The number of placeholders is a power of two, so that few different
    // statements are prepared.
    explicit TextList(std::span<const std::string> values) {
        const std::size_t count = std::bit_ceil(values.size());
        names_.reserve(count);
        parameters.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            names_.push_back("p" + std::to_string(i));
            placeholders += (i == 0 ? ":" : ", :") + names_[i];
            parameters.emplace_back(names_[i], values[std::min(i, values.size() - 1)]);
        }
    }
    TextList(const TextList&) = delete;

private:
    std::vector<std::string> names_;
};

// Calls `body` with at most 512 of `values` at a time.
template <class Body>
void in_chunks(const std::vector<std::string>& values, Body&& body) {
    constexpr std::size_t most = 512;
    for (std::size_t begin = 0; begin < values.size(); begin += most) {
        body(std::span(values).subspan(begin, std::min(most, values.size() - begin)));
    }
}

}  // namespace neo::sql
