#include "host_names.hpp"

#include <algorithm>
#include <array>

namespace neo::domain {

namespace {

constexpr std::size_t longest_name = 253;

constexpr auto in_name = [] {
    std::array<bool, 256> of{};
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."))
        of[static_cast<unsigned char>(c)] = true;
    return of;
}();

bool is_in_name(char c) {
    return in_name[static_cast<unsigned char>(c)];
}

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "%2F" ends a word: the "2F" is none of what follows.
bool is_escape(std::string_view text, std::size_t at) {
    return text[at] == '%' && at + 2 < text.size() && is_hexadecimal(text[at + 1]) && is_hexadecimal(text[at + 2]);
}

}  // namespace

std::string_view next_host_name(std::string_view text, std::size_t& at) {
    while (at < text.size()) {
        if (!is_in_name(text[at])) {
            at += is_escape(text, at) ? 3 : 1;
            continue;
        }
        const std::size_t begin = at;
        bool labels = false;
        for (; at < text.size() && is_in_name(text[at]); ++at)
            labels |= text[at] == '.';
        if (!labels) continue;
        std::string_view name = text.substr(begin, at - begin);
        while (name.starts_with('.'))
            name.remove_prefix(1);
        while (name.ends_with('.'))
            name.remove_suffix(1);
        if (name.size() <= longest_name && name.find('.') != std::string_view::npos) return name;
    }
    return {};
}

std::optional<std::string> host_name_from(std::string_view text) {
    constexpr std::size_t longest_label = 63;
    if (text.size() > longest_name || text.find('.') == std::string_view::npos) return std::nullopt;
    if (!std::ranges::all_of(text, is_in_name)) return std::nullopt;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t size = std::min(rest.find('.'), rest.size());
        const std::string_view label = rest.substr(0, size);
        if (label.empty() || label.size() > longest_label || label.front() == '-' || label.back() == '-')
            return std::nullopt;
        rest.remove_prefix(std::min(size + 1, rest.size()));
    }
    if (text.back() == '.') return std::nullopt;
    std::string name(text);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
}

}  // namespace neo::domain
