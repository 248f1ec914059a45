// The scans of the contents that were looked at last: between a preflight, its promotion and the next target of the
// same version a content is scanned once (R5). Any thread.
#pragma once

#include "recent.hpp"

#include <plugin/domain/content_findings.hpp>

#include <cstddef>
#include <memory>
#include <string>

namespace neo::app {

class KnownScans {
public:
    using Scan = std::shared_ptr<const domain::ContentScan>;

    // That of the content with this hash; null: it is not known, or no longer.
    Scan find(const std::string& content_hash);

    // One of very many names is not kept: what is kept is most often a megabyte, and below thirty.
    void keep(const std::string& content_hash, Scan scan);

private:
    static constexpr std::size_t most_scans = 256;
    static constexpr std::size_t most_places = 1000;  // in one

    Recent<std::string, Scan> scans_{most_scans};
};

}  // namespace neo::app
