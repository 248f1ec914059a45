// Looking into an answer for people. Nothing here fails, whatever a server of another version leaves out.
#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace neo::cli {

// Null where there is none.
const boost::json::value& member(const boost::json::value& value, std::string_view key) noexcept;

// Empty unless it is an array.
const boost::json::array& elements(const boost::json::value& value) noexcept;

// A text or number, printable; empty for anything else.
std::string said(const boost::json::value& value);

// The same of each element, with ", " between them.
std::string listed(const boost::json::value& array);

}  // namespace neo::cli
