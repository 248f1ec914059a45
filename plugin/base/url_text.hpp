// Text out of URLs: percent-decoded, and checked to be UTF-8. Header-only, no state; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace neo::sdk {

// Well-formed (Unicode table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
inline bool is_utf8(std::string_view text) noexcept {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char lead = byte(at);
        std::size_t more = 0;
        unsigned char least = 0x80;
        unsigned char most = 0xBF;
        if (lead < 0x80) {
            ++at;
            continue;
        } else if (lead >= 0xC2 && lead <= 0xDF) {
            more = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            more = 2;
            if (lead == 0xE0) least = 0xA0;
            if (lead == 0xED) most = 0x9F;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            more = 3;
            if (lead == 0xF0) least = 0x90;
            if (lead == 0xF4) most = 0x8F;
        } else {
            return false;
        }
        if (at + more >= text.size()) return false;
        for (std::size_t i = 1; i <= more; ++i, least = 0x80, most = 0xBF) {
            if (byte(at + i) < least || byte(at + i) > most) return false;
        }
        at += more + 1;
    }
    return true;
}

// The text that a part of a URL stands for; `plus_is_space` in a query. Unset when an escape is broken or what comes
// out is not UTF-8.
inline std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded.push_back(plus_is_space && text[at] == '+' ? ' ' : text[at]);
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = digit(text[at + 1]);
        const int low = digit(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded.push_back(static_cast<char>(high << 4 | low));
        at += 2;
    }
    if (!is_utf8(decoded)) return std::nullopt;
    return decoded;
}

}  // namespace neo::sdk
