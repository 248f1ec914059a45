#include "contents.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/json_text.hpp>

#include <algorithm>

namespace neo::testing {

std::string refusal_of_content(std::string_view text) {
    const auto read = sdk::read_content(text);
    if (const auto* why = std::get_if<std::string>(&read)) return *why;
    const auto blocks = sdk::json_text::elements(std::get<sdk::Content>(read).blocks);
    const auto is_object = [](std::string_view block) { return block.starts_with('{'); };
    return std::all_of(blocks.begin(), blocks.end(), is_object) ? "" : "a block is no object";
}

}  // namespace neo::testing
