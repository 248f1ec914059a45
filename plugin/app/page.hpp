// One page of a list.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace neo::app {

// The most items that a page holds: of the plugin's lists, and of those that it reads from the host.
inline constexpr int largest_page = 500;

// `more` when there are further ones behind the last item.
template <class Item>
struct Page {
    std::vector<Item> items;
    bool more = false;
};

// The page of `limit` items out of what was read with one more, which says only that it is there.
template <class Item>
Page<Item> page_of(std::vector<Item> items, int limit) {
    const auto wanted = static_cast<std::size_t>(limit);
    const bool more = items.size() > wanted;
    if (more) items.resize(wanted);
    return {std::move(items), more};
}

}  // namespace neo::app
