// `public_url` of the configuration: where browsers and clients reach the host, when a proxy stands before it.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace neo::host {

struct PublicUrl {
    bool secure = false;  // https
    std::string origin;   // "https://neo.example", as browsers write it; empty: none is configured
    std::string path;     // below which the host is reached: "/some/path"; empty: at the root
};

namespace config {

// The parts of "https://neo.example/some/path" that matter here, or why `text` is no such address.
std::variant<PublicUrl, std::string> read_public_url(std::string_view text);

}  // namespace config

}  // namespace neo::host
