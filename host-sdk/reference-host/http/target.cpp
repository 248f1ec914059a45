#include "target.hpp"

#include <plugin/base/url_text.hpp>

namespace neo::host::http {

namespace {

bool needs_no_escape(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

}  // namespace

std::optional<std::string> fault_of(std::string_view target) {
    if (!target.starts_with('/')) return "the request target must be a path";
    for (const char c : target) {
        if (c <= ' ' || c > '~' || c == '#')
            return "the request target must be visible ASCII without \"#\"; escape other characters";
    }
    const std::string_view path = path_of(target);
    for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
        const std::string_view escape = path.substr(at, 3);
        const auto decoded = sdk::percent_decoded(escape);
        if (decoded && needs_no_escape(decoded->front()))
            return "the path has \"" + std::string(escape) + "\" for \"" + *decoded + "\", which needs no escape";
    }
    const std::string closed = std::string(path) + "/";
    if (closed.find("/./") != std::string::npos || closed.find("/../") != std::string::npos)
        return "the path holds \".\" or \"..\", which must be resolved before it is sent";
    if (!sdk::percent_decoded(path)) return "the path holds a broken percent escape or no UTF-8";
    return std::nullopt;
}

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
