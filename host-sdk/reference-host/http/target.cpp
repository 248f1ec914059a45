#include "target.hpp"

#include "../json/utf8.hpp"

namespace neo::host::http {

namespace {

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decode(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out.push_back(text[at]);
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hexadecimal(text[at + 1]);
        const int low = hexadecimal(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
        at += 2;
    }
    if (!json::is_utf8(out)) return std::nullopt;
    return out;
}

}  // namespace

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find_first_of("?#"));
}

std::optional<std::vector<std::string>> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = path.find('/');
        auto segment = decode(path.substr(0, end));
        if (!segment) return std::nullopt;
        if (end != std::string_view::npos || !segment->empty()) segments.push_back(std::move(*segment));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    }
    return segments;
}

std::optional<std::string> below(std::string_view mount, std::string_view target) {
    if (!target.starts_with(mount)) return std::nullopt;
    target.remove_prefix(mount.size());
    if (target.empty()) return "/";
    if (target.front() == '/') return std::string(target);
    if (target.front() == '?') return "/" + std::string(target);
    return std::nullopt;
}

}  // namespace neo::host::http
