#include "recent_spreads.hpp"

#include <utility>

namespace neo::app {

RecentSpreads::Items RecentSpreads::find(const Key& key) {
    const std::lock_guard lock(mutex_);
    const auto known = spreads_.find(key);
    return known != spreads_.end() && known->second.until > Clock::now() ? known->second.items : nullptr;
}

void RecentSpreads::keep(const Key& key, Items items) {
    const auto now = Clock::now();
    const std::lock_guard lock(mutex_);
    std::erase_if(spreads_, [&](const auto& entry) { return entry.second.until <= now; });
    if (spreads_.size() >= most) spreads_.clear();
    spreads_.insert_or_assign(key, Spread{std::move(items), now + kept});
}

}  // namespace neo::app
