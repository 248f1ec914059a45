// For unordered maps whose keys are texts, so that they are looked up without a copy.
#pragma once

#include <functional>
#include <string_view>

namespace neo::sql {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

}  // namespace neo::sql
