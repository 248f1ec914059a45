#include "visible.hpp"

#include <plugin/base/url_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace neo::host {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};
constexpr std::array unseen{Range{0x7F, 0x9F},     Range{0xAD, 0xAD},     Range{0x61C, 0x61C},   Range{0x180E, 0x180E},
                            Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF}};

bool is_unseen(char32_t character) {
    return std::any_of(unseen.begin(), unseen.end(),
                       [&](const Range& range) { return character >= range.first && character <= range.last; });
}

std::size_t length_after(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

// Of well-formed UTF-8.
char32_t decoded(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return lead;
    char32_t value = lead & (0xFFU >> (character.size() + 1));
    for (const char c : character.substr(1))
        value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
    return value;
}

}  // namespace

std::string visible(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::string_view character = text.substr(0, length_after(static_cast<unsigned char>(text.front())));
        if (!sdk::is_utf8(character)) {
            out += "\\ufffd";
            text.remove_prefix(1);
            continue;
        }
        if (const char32_t value = decoded(character); is_unseen(value))
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(value));
        else
            out += character;
        text.remove_prefix(character.size());
    }
    return out;
}

}  // namespace neo::host
