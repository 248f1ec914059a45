// Lists, over as many pages as they take.
#pragma once

#include "api.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::cli {

// Parameters of a list; what is empty is left out.
using Filter = std::vector<std::pair<std::string, std::string>>;

// Asks for the page of a query.
using AskPage = std::function<Document(const std::string& query)>;

// Takes an item, which comes also as its JSON text.
using TakeItem = std::function<void(const boost::json::value& item, std::string_view text)>;

constexpr std::size_t all_items = std::numeric_limits<std::size_t>::max();

// Hands over at most `most` items, which is not 0. Answers the page that they ended with. Throws Failure and Problem.
Document each_item(const AskPage& ask, const Filter& filter, std::size_t most, const TakeItem& take);

// That page with these items in the place of its own, for programs: the document that one page for all would be.
std::string page_of(const Document& last, const std::vector<std::string>& items);

}  // namespace neo::cli
