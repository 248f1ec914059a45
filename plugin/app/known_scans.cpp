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
    const std::lock_guard lock(mutex_);
    const auto& by_hash = scans_.get<1>();
    const auto known = by_hash.find(content_hash);
    if (known == by_hash.end()) return nullptr;
    scans_.relocate(scans_.begin(), scans_.project<0>(known));
    return known->scan;
}

void KnownScans::keep(const std::string& content_hash, Scan scan) {
    if (places_in(*scan) > most_places) return;
    const std::lock_guard lock(mutex_);
    scans_.push_front({content_hash, std::move(scan)});
    if (scans_.size() > most_scans) scans_.pop_back();
}

}  // namespace neo::app
