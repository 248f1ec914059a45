#include "if_match.hpp"

#include "../http/compress.hpp"

#include <algorithm>
#include <string_view>

namespace neo::host::api {

namespace {

// "…" or W/"…" up to the closing quote, anything else up to the comma.
std::size_t end_of_first(std::string_view list) {
    const std::size_t open = list.find_first_of(",\"");
    if (open == std::string_view::npos || list[open] == ',') return std::min(open, list.size());
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) return list.size();
    return std::min(list.find(',', close), list.size());
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

}  // namespace

std::optional<std::vector<std::string>> if_match(const http::Request& request) {
    bool given = false;
    std::vector<std::string> etags;
    for (const http::Header& header : request.headers) {
        if (header.name != "if-match") continue;
        given = true;
        std::string_view list = header.value;
        if (trimmed(list) == "*") return std::nullopt;
        while (!list.empty()) {
            const std::size_t end = end_of_first(list);
            const std::string_view etag = trimmed(list.substr(0, end));
            if (etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"'))
                etags.emplace_back(http::without_coding(etag.substr(1, etag.size() - 2)));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }
    if (!given) return std::nullopt;
    return etags;
}

std::string quoted(const std::string& etag) {
    return '"' + etag + '"';
}

}  // namespace neo::host::api
