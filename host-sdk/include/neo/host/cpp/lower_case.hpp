// Finding text whatever its case, alike wherever it is searched. Header-only; the C.UTF-8 locale comes from the system.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cwctype>
#include <locale.h>
#include <string>
#include <string_view>

namespace neo::sdk {

// Lower case by Unicode's simple mappings. One serves many texts; any thread.
class LowerCase {
public:
    LowerCase() noexcept : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {}
    ~LowerCase() {
        if (locale_ != nullptr) ::freelocale(locale_);
    }
    LowerCase(const LowerCase&) = delete;
    LowerCase& operator=(const LowerCase&) = delete;

    // `text` is well-formed UTF-8. Without the locale it comes back as it is.
    std::string of(std::string_view text) const {
        std::string lower;
        lower.reserve(text.size());
        while (!text.empty())
            append(lower, lower_of(take(text)));
        return lower;
    }

private:
    char32_t lower_of(char32_t point) const {
        if (locale_ == nullptr) return point;
        return static_cast<char32_t>(::towlower_l(static_cast<std::wint_t>(point), locale_));
    }

    static char32_t take(std::string_view& text) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t size = std::min<std::size_t>(lead < 0x80   ? 1
                                                       : lead < 0xE0 ? 2
                                                       : lead < 0xF0 ? 3
                                                                     : 4,
                                                       text.size());
        char32_t point = size == 1 ? lead : lead & (0x7F >> size);
        for (std::size_t i = 1; i < size; ++i)
            point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
        text.remove_prefix(size);
        return point;
    }

    static void append(std::string& out, char32_t point) {
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

    locale_t locale_;
};

}  // namespace neo::sdk
