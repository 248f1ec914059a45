// What was looked up last, by key, up to a number of them: the one that nobody asked for longest makes room. For what
// never changes. Any thread.
#pragma once

#include <boost/multi_index/key.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>

namespace neo::app {

template <class Key, class Value>
class Recent {
public:
    explicit Recent(std::size_t most) : most_(most) {}

    // Unset: it is not known, or no longer.
    std::optional<Value> find(const Key& key) {
        const std::lock_guard lock(mutex_);
        const auto& by_key = all_.template get<1>();
        const auto known = by_key.find(key);
        if (known == by_key.end()) return std::nullopt;
        all_.relocate(all_.begin(), all_.template project<0>(known));
        return known->value;
    }

    void keep(Key key, Value value) {
        const std::lock_guard lock(mutex_);
        all_.push_front({std::move(key), std::move(value)});
        if (all_.size() > most_) all_.pop_back();
    }

private:
    struct Known {
        Key key;
        Value value;
    };
    // In the order in which they were asked for, newest first.
    using All = boost::multi_index_container<
        Known,
        boost::multi_index::indexed_by<boost::multi_index::sequenced<>,
                                       boost::multi_index::ordered_unique<boost::multi_index::key<&Known::key>>>>;

    const std::size_t most_;
    std::mutex mutex_;
    All all_;
};

}  // namespace neo::app
