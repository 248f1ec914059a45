#include "target.hpp"

#include <plugin/base/url_text.hpp>

namespace neo::host::http {

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find_first_of("?#"));
}

std::optional<std::vector<std::string>> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = path.find('/');
        auto segment = sdk::percent_decoded(path.substr(0, end));
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
