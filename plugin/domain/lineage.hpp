// Where the versions of one dataflow went, over all hops, out of what arrived where (W2). Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace neo::domain {

// One dataflow of one organization.
struct Place {
    std::string organization;
    std::string dataflow;
    // clang-tidy 14 takes the zero that the compiler compares with for one of ours.
    auto operator<=>(const Place&) const = default;  // NOLINT(modernize-use-nullptr)
};

// A promotion that succeeded.
struct Step {
    Place from;
    std::int64_t from_version = 0;
    Place to;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;
};

// What stands in a place of what was asked for.
struct Descent {
    std::size_t step = 0;           // that brought it last
    std::int64_t root_version = 0;  // of the root, that it stems from
    int hops = 0;                   // promotions on the way there
};

struct Lineage {
    std::map<Place, Descent> last;    // of each place that something of the root stands in; without the root itself
    std::vector<std::size_t> others;  // steps from such a place that were of another descent
};

// `steps` in the order of time. A version that no step made stems from what had arrived in its place last; one from
// before anything had is of another descent.
Lineage lineage_of(const Place& root, const std::vector<Step>& steps);

}  // namespace neo::domain
