// Well-formed UTF-8 (Unicode table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <string_view>

namespace neo::host::json {

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

}  // namespace neo::host::json
