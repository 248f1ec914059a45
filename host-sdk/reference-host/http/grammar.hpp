// Characters and words of HTTP (RFC 9110, 5.6).
#pragma once

#include <algorithm>
#include <string_view>

namespace neo::host::http {

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

inline bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

inline bool is_token_character(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return is_digit(c) || is_upper(c) || is_lower(c) || marks.find(c) != std::string_view::npos;
}

inline bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

// No control characters but tabs.
inline bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return (c >= 0x20 && c != 0x7f) || c == '\t'; });
}

}  // namespace neo::host::http
