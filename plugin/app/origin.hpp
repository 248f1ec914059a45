// Where a version came from, and the whole way back to where it was written (W1, W4).
#pragma once

#include "visibility.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

// The promotion that made a version, as its approved or its draft one; unset: it was written there.
outcome<std::optional<ports::Promotion>> find_origin(Services& services, const domain::VersionId& version);

// The same, cut down to what the caller may see: to who may not view the version's organization only his own.
outcome<std::optional<Shown<ports::Promotion>>> get_origin(Services& services, const Caller& caller,
                                                           const domain::VersionId& version);

// One version on the way. What the caller may not see is unset.
struct Hop {
    std::string organization;
    std::optional<std::string> dataflow;
    std::optional<std::int64_t> version;
    std::optional<std::string> promotion;  // that it came by
    std::optional<std::string> actor;
    std::optional<Time> at;
    std::optional<std::string> content_hash;  // of what the version holds now
    std::optional<bool> identical;            // with what it came from, as that is now
};

struct Custody {
    std::vector<Hop> hops;
    bool complete = false;  // the last one is where it was written
};

// From the version, which the caller may see, hop by hop. It ends, not complete, where the next would tell of a
// promotion that is not in the caller's history, or that there was none.
outcome<Custody> get_custody(Services& services, const Caller& caller, const domain::VersionId& version);

}  // namespace neo::app
