// The set of states seen, in the order they were found, each with the one it was first reached from.
#pragma once

#include "state.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace neo::model {

std::uint64_t hash(const State& state);

class StateStore {
public:
    static constexpr std::uint32_t nobody = ~0U;

    StateStore();

    /// True when `state` was not there yet; it gets the next index.
    bool insert(const State& state, std::uint64_t hash, std::uint32_t parent);

    /// Fetches the place of a hash into the cache ahead of `insert`.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }

    std::uint32_t size() const { return size_; }
    const State& at(std::uint32_t index) const { return entry(index).state; }
    std::uint32_t parent(std::uint32_t index) const { return entry(index).parent; }
    std::size_t bytes() const { return slots_.size() * sizeof(Slot) + blocks_.size() * block_size * sizeof(Entry); }

private:
    static constexpr std::uint32_t block_size = 1U << 18;
    struct Entry {
        State state;
        std::uint32_t parent;
    };
    /// High half: part of the hash, so that other states are seldom looked at; low half: index + 1, 0 when free.
    using Slot = std::uint64_t;

    const Entry& entry(std::uint32_t index) const { return blocks_[index / block_size][index % block_size]; }
    void grow();

    std::vector<std::unique_ptr<Entry[]>> blocks_;
    std::vector<Slot> slots_;
    std::uint32_t size_ = 0;
};

}  // namespace neo::model
