#include "request_rate.hpp"

#include <algorithm>

namespace neo::host {

double RequestRate::filled(const Bucket& bucket, Time now) const {
    const std::chrono::duration<double> since = now - bucket.filled;
    return std::min(per_second_, bucket.left + since.count() * per_second_);
}

bool RequestRate::allows(const std::string& caller, Time now) {
    if (per_second_ <= 0) return true;
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= most_buckets_) forget_the_full(now);
    Bucket& bucket = buckets_.try_emplace(caller, Bucket{per_second_, now}).first->second;
    bucket = {filled(bucket, now), now};
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
}

// Who asked nothing for a second is as one who never asked. What stays is of this second.
void RequestRate::forget_the_full(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= per_second_; });
    most_buckets_ = std::max(least_buckets, 2 * buckets_.size());
}

}  // namespace neo::host
