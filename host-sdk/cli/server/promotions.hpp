// The history, newest first, over as many pages as it takes.
#pragma once

#include "api.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::cli {

// Parameters as GET /promotions has them; what is empty is left out.
using Filter = std::vector<std::pair<std::string, std::string>>;

// Hands over at most `most` promotions, each also as its JSON text. Answers the cursor of what comes after them, as
// JSON text. Throws Failure and Problem.
std::string each_promotion(Api& api, const Filter& filter, std::size_t most,
                           const std::function<void(const boost::json::value&, std::string_view)>& take);

// The same document as a page of the API.
std::string page_of(const std::vector<std::string>& items, std::string_view next_cursor);

}  // namespace neo::cli
