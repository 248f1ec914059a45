// The scans of the contents that were looked at last: between a preflight, its promotion and the next target of the
// same version a content is scanned once (R5). Any thread.
#pragma once

#include <plugin/domain/content_findings.hpp>

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/key.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

namespace neo::app {

class KnownScans {
public:
    using Scan = std::shared_ptr<const domain::ContentScan>;

    // That of the content with this hash; null: it is not known, or no longer.
    Scan find(const std::string& content_hash);

    // The one that nobody asked for longest makes room for it. One of very many names is not kept: what is kept stays
    // below some megabytes.
    void keep(const std::string& content_hash, Scan scan);

private:
    static constexpr std::size_t most_scans = 128;
    static constexpr std::size_t most_places = 500;  // in one

    struct Known {
        std::string content_hash;
        Scan scan;
    };
    // In the order in which they were asked for, newest first.
    using Scans = boost::multi_index_container<
        Known, boost::multi_index::indexed_by<
                   boost::multi_index::sequenced<>,
                   boost::multi_index::hashed_unique<boost::multi_index::key<&Known::content_hash>>>>;

    std::mutex mutex_;
    Scans scans_;
};

}  // namespace neo::app
