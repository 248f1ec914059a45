// C5: cutting JSON text into members changes no byte of them. Boost.JSON is the judge of what a document says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace neo::fuzz {

// What is wrong with how json_text cuts the text; empty: nothing. Unset: Boost.JSON does not take it for JSON.
std::optional<std::string> judge_cutting(std::string_view text);

}  // namespace neo::fuzz
