#include "known_scans.hpp"

#include <utility>

namespace neo::app {

namespace {

std::size_t places_in(const domain::ContentScan::Places& places) {
    std::size_t count = 0;
    for (const auto& [name, offsets] : places)
        count += 1 + offsets.size();
    return count;
}

std::size_t places_in(const domain::ContentScan& scan) {
    std::size_t count = scan.secrets.size() + places_in(scan.hosts);
    for (const domain::ContentScan::Places& needs : scan.needs)
        count += places_in(needs);
    return count;
}

}  // namespace

KnownScans::Scan KnownScans::find(const std::string& content_hash) {
    return scans_.find(content_hash).value_or(nullptr);
}

void KnownScans::keep(const std::string& content_hash, Scan scan) {
    if (places_in(*scan) <= most_places) scans_.keep(content_hash, std::move(scan));
}

}  // namespace neo::app
