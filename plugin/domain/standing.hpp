// How the target's dataflow stands towards a version that would be promoted into it (R1).
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace neo::domain {

enum class Standing {
    absent,         // no dataflow of the target holds the trigger
    unrelated,      // nothing came to the dataflow by a promotion
    current,        // both sides are what arrived last
    behind,         // only the source changed since
    changed_there,  // only the target did
    diverged,       // both did
};

inline constexpr std::array<std::pair<Standing, std::string_view>, 6> standing_words{{
    {Standing::absent, "new"},
    {Standing::unrelated, "unrelated"},
    {Standing::current, "current"},
    {Standing::behind, "behind"},
    {Standing::changed_there, "changed_there"},
    {Standing::diverged, "diverged"},
}};

constexpr std::string_view to_text(Standing standing) noexcept {
    return standing_words[static_cast<std::size_t>(standing)].second;
}

constexpr std::optional<Standing> standing_from(std::string_view text) noexcept {
    const auto* const found = std::ranges::find(standing_words, text, &std::pair<Standing, std::string_view>::second);
    return found == standing_words.end() ? std::nullopt : std::optional(found->first);
}

// Of a dataflow that something came to by a promotion: who changed it since.
constexpr Standing standing_of(bool source_changed, bool target_changed) noexcept {
    if (target_changed) return source_changed ? Standing::diverged : Standing::changed_there;
    return source_changed ? Standing::behind : Standing::current;
}

}  // namespace neo::domain
