// How the two organizations of a mapping are related (M2).
#pragma once

#include <optional>
#include <string_view>

namespace neo::domain {

enum class Relation { sibling, default_relation };

// "sibling", "default".
constexpr std::string_view to_text(Relation relation) noexcept {
    return relation == Relation::sibling ? "sibling" : "default";
}

constexpr std::optional<Relation> relation_from(std::string_view text) noexcept {
    if (text == "sibling") return Relation::sibling;
    if (text == "default") return Relation::default_relation;
    return std::nullopt;
}

}  // namespace neo::domain
