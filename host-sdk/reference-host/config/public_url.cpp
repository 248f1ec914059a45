#include "public_url.hpp"

#include <algorithm>

namespace neo::host::config {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The scheme's own port is left out, and case is lower (RFC 6454, 6.2).
std::string origin_of(std::string_view scheme, std::string_view authority) {
    const std::string_view own_port = scheme == "https://" ? ":443" : ":80";
    if (authority.ends_with(own_port)) authority.remove_suffix(own_port.size());
    std::string origin(scheme);
    for (const char c : authority)
        origin += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return origin;
}

bool is_all_of(std::string_view text, std::string_view others) {
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_letter_or_digit(c) || others.find(c) != std::string_view::npos; });
}

// "neo.example", "neo.example:8443", "[::1]:8443"
bool is_authority(std::string_view text) {
    const std::size_t port = text.find(':', text.starts_with('[') ? std::min(text.find(']'), text.size()) : 0);
    const std::string_view host = text.substr(0, port);
    if (port != std::string_view::npos) {
        const std::string_view digits = text.substr(port + 1);
        if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
    }
    if (host.starts_with('['))
        return host.size() > 2 && host.ends_with(']') && is_all_of(host.substr(1, host.size() - 2), ":.");
    return !host.empty() && is_all_of(host, "-._");
}

// Nothing that a browser would write in another way, or that would end the path of a cookie.
bool is_path(std::string_view text) {
    while (!text.empty()) {
        text.remove_prefix(1);  // the slash
        const std::string_view segment = text.substr(0, text.find('/'));
        if (segment.empty() || segment == "." || segment == ".." || !is_all_of(segment, "-._~!$&'()*+,=:@%"))
            return false;
        text.remove_prefix(segment.size());
    }
    return true;
}

}  // namespace

std::variant<PublicUrl, std::string> read_public_url(std::string_view text) {
    PublicUrl url;
    constexpr std::string_view plain = "http://";
    constexpr std::string_view secure = "https://";
    url.secure = text.starts_with(secure);
    if (!url.secure && !text.starts_with(plain)) return "must begin with https:// or http://";
    text.remove_prefix(url.secure ? secure.size() : plain.size());
    if (text.find_first_of("?#") != std::string_view::npos) return "must end with the path, without ? and #";
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (!is_authority(text.substr(0, slash)))
        return "must name a host, and perhaps a port, after ://, as in https://neo.example:8443";
    url.origin = origin_of(url.secure ? secure : plain, text.substr(0, slash));
    std::string_view path = text.substr(slash);
    if (path.ends_with('/')) path.remove_suffix(1);
    if (!is_path(path))
        return "must have a path as in https://neo.example/some/path, other characters percent-encoded, or none";
    url.path = path;
    return url;
}

}  // namespace neo::host::config
