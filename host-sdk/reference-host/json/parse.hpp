// Reading JSON text: strict, UTF-8 checked, with the place of what is wrong.
#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <string_view>

namespace neo::host::json {

// Throws Malformed (syntax) naming line and column.
boost::json::value parse(std::string_view text);

// How deep objects and arrays of a text that a parser has accepted stand in each other: 0 for a scalar, 1 for [].
std::size_t nesting(std::string_view text) noexcept;

}  // namespace neo::host::json
