// What the first page of a spread found, for the pages that follow it: so these cost what they show, and who scrolls
// sees one state of things (W2). Where a page's spread is not kept, it is found anew. Any thread.
#pragma once

#include <plugin/ports/arrivals.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace neo::app {

struct SpreadItem;

class RecentSpreads {
public:
    using Items = std::shared_ptr<const std::vector<SpreadItem>>;  // in the order of their targets

    using Key = std::pair<std::string, sdk::DataflowId>;  // of the user who asked, and what he asked about

    // Null: it was not kept, or too long ago.
    Items find(const Key& key);

    void keep(const Key& key, Items items);

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kept{30};
    static constexpr std::size_t most = 4;  // some megabytes each where a dataflow went to 10,000 organizations

    struct Spread {
        Items items;
        Clock::time_point until;
    };

    std::mutex mutex_;
    std::map<Key, Spread> spreads_;
};

}  // namespace neo::app
