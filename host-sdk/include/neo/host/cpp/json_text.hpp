// Cuts JSON text into the texts of its members without rewriting them, so that a document passes through with the bytes
// it came with (C5): numbers such as 1e2 or of 20 digits, escapes, key order and repeated keys stay as they are.
// Header-only, standard library only.
//
// Every function expects text that a parser has accepted; what it answers borrows from that text. Any thread.
#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sdk::json_text {

struct Member {
    std::string_view key;    // between its quotes, escapes untouched
    std::string_view value;  // without surrounding white space
};

namespace detail {

inline bool is_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

inline std::size_t skip_space(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

// `at` stands on the opening quote; answers the position behind the closing one.
inline std::size_t skip_string(std::string_view text, std::size_t at) noexcept {
    for (std::size_t quote = text.find('"', at + 1); quote < text.size(); quote = text.find('"', quote + 1)) {
        std::size_t escapes = quote;
        while (text[escapes - 1] == '\\')
            --escapes;
        if ((quote - escapes) % 2 == 0) return quote + 1;
    }
    return text.size();
}

inline bool ends_scalar(char c) noexcept {
    return c == ',' || c == '}' || c == ']' || is_space(c);
}

// `at` stands on the first character of a value; answers the position behind its last.
inline std::size_t skip_value(std::string_view text, std::size_t at) noexcept {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = skip_string(text, at);
        } else if (c == '{' || c == '[') {
            ++depth;
            ++at;
        } else if (c == '}' || c == ']') {
            --depth;
            ++at;
        } else if (depth > 0) {
            ++at;
        } else {
            while (at < text.size() && !ends_scalar(text[at]))
                ++at;
        }
        if (depth == 0) return at;
    }
    return at;
}

}  // namespace detail

// The elements of an array. Anything but an array answers none.
inline std::vector<std::string_view> elements(std::string_view array) {
    std::vector<std::string_view> found;
    std::size_t at = detail::skip_space(array, 0);
    if (at >= array.size() || array[at] != '[') return found;
    at = detail::skip_space(array, at + 1);
    while (at < array.size() && array[at] != ']') {
        const std::size_t end = detail::skip_value(array, at);
        found.push_back(array.substr(at, end - at));
        at = detail::skip_space(array, end);
        if (at < array.size() && array[at] == ',') at = detail::skip_space(array, at + 1);
    }
    return found;
}

// The members of an object in their order, repeated keys included. Anything but an object answers none.
inline std::vector<Member> members(std::string_view object) {
    std::vector<Member> found;
    std::size_t at = detail::skip_space(object, 0);
    if (at >= object.size() || object[at] != '{') return found;
    at = detail::skip_space(object, at + 1);
    while (at < object.size() && object[at] == '"') {
        const std::size_t key_end = detail::skip_string(object, at);
        const std::string_view key = object.substr(at + 1, key_end - at - 2);
        at = detail::skip_space(object, key_end);
        at = detail::skip_space(object, at + 1);  // the colon
        const std::size_t end = detail::skip_value(object, at);
        found.push_back({key, object.substr(at, end - at)});
        at = detail::skip_space(object, end);
        if (at < object.size() && object[at] == ',') at = detail::skip_space(object, at + 1);
    }
    return found;
}

// Whether a member's key, as it stands between its quotes, is `name` however it is written ("bl\u006fcks" is "blocks").
// `name` is visible ASCII without quotes and backslashes.
inline bool is_key(std::string_view key, std::string_view name) {
    for (const char expected : name) {
        if (key.empty()) return false;
        if (key.front() != '\\') {
            if (key.front() != expected) return false;
            key.remove_prefix(1);
        } else if (key.starts_with("\\u")) {
            unsigned unit = 0;
            if (key.size() < 6) return false;
            std::from_chars(key.data() + 2, key.data() + 6, unit, 16);
            if (unit != static_cast<unsigned char>(expected)) return false;
            key.remove_prefix(6);
        } else {
            if (expected != '/' || !key.starts_with("\\/")) return false;
            key.remove_prefix(2);
        }
    }
    return key.empty();
}

// The text of the member `key` (see is_key), the last one if it is repeated (as parsers read it); empty if there is
// none.
inline std::string_view member(std::string_view object, std::string_view key) {
    std::string_view value;
    for (const Member& candidate : members(object)) {
        if (is_key(candidate.key, key)) value = candidate.value;
    }
    return value;
}

// The same text without white space between its tokens: two texts of one document compare equal, two numbers that only
// a parser would round to the same value don't.
inline std::string compact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            at = detail::skip_string(text, at);
        } else if (detail::is_space(text[at])) {
            out.append(text.substr(copied, at - copied));
            copied = at = detail::skip_space(text, at);
        } else {
            ++at;
        }
    }
    out.append(text.substr(copied));
    return out;
}

}  // namespace neo::sdk::json_text
