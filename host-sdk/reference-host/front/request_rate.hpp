// How many requests a caller may make: a bucket that holds those of a second and fills all the time.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace neo::host {

class RequestRate {
public:
    using Time = std::chrono::steady_clock::time_point;

    // 0: any number.
    explicit RequestRate(int requests_per_second) : per_second_(requests_per_second) {}

    // Whether this one is within the limit; one that is not counts for nothing. Any thread.
    bool allows(const std::string& caller, Time now = std::chrono::steady_clock::now());

private:
    struct Bucket {
        double left;
        Time filled;
    };

    // With what came since.
    double filled(const Bucket& bucket, Time now) const;
    void forget_the_full(Time now);

    const double per_second_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    std::size_t most_buckets_ = least_buckets;

    static constexpr std::size_t least_buckets = 4096;
};

}  // namespace neo::host
