// What ids, names and documents may be. Each function throws json::Malformed, naming the member, for what is refused.
#pragma once

#include "../json/object_reader.hpp"

#include <neo/host/cpp/model.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace neo::host {

inline constexpr std::size_t longest_id_bytes = 200;
inline constexpr std::size_t longest_name_bytes = 500;
inline constexpr std::size_t longest_url_bytes = 8000;
// Of a version that is imported: those that follow it are exact in a JSON number too.
inline constexpr std::int64_t largest_version = std::int64_t{1} << 52;

bool has_control_characters(std::string_view text);

// Why `id` is none; unset when it is one: 1 to 200 bytes of UTF-8 without control characters, neither "." nor ".."
// (which a path of a URL cannot name), nor "*" (which stands for every organization).
std::optional<std::string> refusal_of_id(std::string_view id);

// Why `name` is no name for people, `url` no URL of a trigger: too long, empty, no UTF-8, or with control characters.
std::optional<std::string> refusal_of_name(std::string_view name);
std::optional<std::string> refusal_of_url(std::string_view url);
// Letters and dashes, at most 32.
bool is_method(std::string_view method);
// A permission or module: 1 to 64 visible ASCII characters.
bool is_word(std::string_view word);

std::string read_id(json::ObjectReader& reader, std::string_view key);
// A name for people; `fallback` when there is none.
std::string read_name(json::ObjectReader& reader, std::string_view key, const std::string& fallback);
// Words without white space: permissions, modules, names of configuration and helpers.
std::vector<std::string> read_words(json::ObjectReader& reader, std::string_view key);
// One such word; unset when it is missing or null.
std::optional<std::string> read_optional_word(json::ObjectReader& reader, std::string_view key);
// The place of one of `choices` among them.
std::size_t read_choice(json::ObjectReader& reader, std::string_view key, std::span<const std::string_view> choices);
// One of the words of an enumeration of the model.
template <sdk::Worded Enum>
Enum read_choice(json::ObjectReader& reader, std::string_view key) {
    return static_cast<Enum>(read_choice(reader, key, sdk::words<Enum>));
}

}  // namespace neo::host
