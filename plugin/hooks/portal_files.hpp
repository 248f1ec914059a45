// The web portal's files, embedded at build time.
#pragma once

#include <span>
#include <string_view>

namespace neo::hooks {

struct PortalFile {
    std::string_view path;  // below /ui, without a leading slash: "index.html", "assets/index-a1b2.js"
    std::string_view plain;
    std::string_view gzipped;  // the same, compressed
};

// Static; sorted by path. Empty when the plugin was built without the portal.
std::span<const PortalFile> portal_files() noexcept;

}  // namespace neo::hooks
