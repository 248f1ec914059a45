#include "where_text.hpp"

#include "terminal.hpp"
#include "view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> short_words{{
    {"current", "up to date"},
    {"behind", "behind"},
    {"changed_there", "changed there"},
    {"diverged", "changed on both sides"},
    {"unrelated", "not promoted before"},
    {"new", "new there"},
}};

constexpr std::string_view not_registered = "none";

// Where a type stands in it.
std::pair<std::size_t, std::string_view> rank(std::string_view type) {
    const auto found = std::ranges::find(organization_types, type);
    return {static_cast<std::size_t>(found - organization_types.begin()) + (type == not_registered ? 1 : 0), type};
}

}  // namespace

std::string standing_text(const json::value& standing) {
    const std::string word = said(standing);
    const auto* const found =
        std::ranges::find(short_words, word, &std::pair<std::string_view, std::string_view>::first);
    return found == short_words.end() ? word : std::string(found->second);
}

std::string type_text(const json::value& type) {
    return type.is_null() || type == json::value(not_registered) ? "not registered" : said(type);
}

std::string person_text(const json::value& id, const json::value& name) {
    const std::string who = said(id);
    const std::string called = said(name);
    return called.empty() || called == who ? who : fmt::format("{} ({})", who, called);
}

bool InPipeline::operator()(const std::string& left, const std::string& right) const {
    return rank(left) < rank(right);
}

Types types_of(const json::value& by_type) {
    Types types;
    if (const json::object* const object = by_type.if_object()) {
        for (const auto& member : *object)
            types.emplace(member.key());
    }
    return types;
}

std::string counts_text(const json::value& by_standing) {
    std::string text;
    for (const auto& [standing, words] : short_words) {
        const std::string count = said(member(by_standing, standing));
        if (!count.empty() && count != "0") text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, words);
    }
    return text;
}

std::string summary_text(const json::value& by_type) {
    std::string text;
    for (const std::string& type : types_of(by_type))
        text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", type_text(json::value(type)),
                            counts_text(member(by_type, type)));
    return text.empty() ? text : text + "\n";
}

}  // namespace neo::cli
