#include "content_walk.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace neo::domain {

namespace {

constexpr std::uint32_t no_character = 0xFFFD;

bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

// The four digits behind "\u"; `no_character` where there are none.
std::uint32_t unit_at(std::string_view raw, std::size_t at) {
    std::uint32_t unit = no_character;
    if (at + 4 <= raw.size()) std::from_chars(raw.data() + at, raw.data() + at + 4, unit, 16);
    return unit;
}

void append_utf8(std::uint32_t character, std::string& out) {
    const auto byte = [&out](std::uint32_t bits) { out.push_back(static_cast<char>(bits)); };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xC0 | character >> 6);
        byte(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        byte(0xE0 | character >> 12);
        byte(0x80 | (character >> 6 & 0x3F));
        byte(0x80 | (character & 0x3F));
    } else {
        byte(0xF0 | character >> 18);
        byte(0x80 | (character >> 12 & 0x3F));
        byte(0x80 | (character >> 6 & 0x3F));
        byte(0x80 | (character & 0x3F));
    }
}

char plain_escape(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        default:
            return c;
    }
}

}  // namespace

std::string_view decoded(std::string_view raw, std::string& buffer) {
    std::size_t escape = raw.find('\\');
    if (escape == std::string_view::npos) return raw;
    buffer.clear();
    std::size_t done = 0;
    for (; escape != std::string_view::npos && escape + 1 < raw.size(); escape = raw.find('\\', done)) {
        buffer.append(raw.substr(done, escape - done));
        done = escape + 2;
        if (raw[escape + 1] != 'u') {
            buffer.push_back(plain_escape(raw[escape + 1]));
            continue;
        }
        std::uint32_t character = unit_at(raw, done);
        done += 4;
        if (is_high_surrogate(character) && raw.substr(done).starts_with("\\u") &&
            is_low_surrogate(unit_at(raw, done + 2))) {
            character = 0x10000 + ((character - 0xD800) << 10) + (unit_at(raw, done + 2) - 0xDC00);
            done += 6;
        }
        if (is_high_surrogate(character) || is_low_surrogate(character)) character = no_character;
        append_utf8(character, buffer);
    }
    buffer.append(raw.substr(std::min(done, raw.size())));
    return buffer;
}

}  // namespace neo::domain
