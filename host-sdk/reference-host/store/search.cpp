#include "search.hpp"

#include <algorithm>
#include <cwctype>
#include <locale.h>

namespace neo::host::store {

namespace {

locale_t unicode() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

// The text is well-formed UTF-8: readers have checked.
char32_t take(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0x7F >> size);
    for (std::size_t i = 1; i < size && i < text.size(); ++i)
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(std::min(size, text.size()));
    return point;
}

void append(std::string& out, char32_t point) {
    const auto more = [&](int shift) { out.push_back(static_cast<char>(0x80 | (point >> shift & 0x3F))); };
    if (point < 0x80) {
        out.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
        out.push_back(static_cast<char>(0xC0 | point >> 6));
        more(0);
    } else if (point < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | point >> 12));
        more(6);
        more(0);
    } else {
        out.push_back(static_cast<char>(0xF0 | point >> 18));
        more(12);
        more(6);
        more(0);
    }
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const char32_t point = take(text);
        append(out, unicode() == nullptr ? point
                                         : static_cast<char32_t>(::towlower_l(static_cast<wint_t>(point), unicode())));
    }
    return out;
}

std::string search_text(std::string_view id, std::string_view name) {
    return folded(id) + "\n" + folded(name);
}

std::string search_pattern(std::string_view part) {
    std::string pattern = "%";
    for (const char c : folded(part)) {
        if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
        pattern.push_back(c);
    }
    return pattern + "%";
}

}  // namespace neo::host::store
