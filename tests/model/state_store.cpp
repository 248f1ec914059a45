#include "state_store.hpp"

namespace neo::model {
namespace {

constexpr std::uint64_t high_half = 0xffffffff00000000ULL;

}  // namespace

std::uint64_t hash(const State& state) {
    std::array<std::uint64_t, sizeof(State) / 8> words;
    std::memcpy(words.data(), &state, sizeof(State));
    std::uint64_t sum = 0x9e3779b97f4a7c15ULL;
    for (const std::uint64_t word : words) {
        sum = (sum ^ word) * 0xbf58476d1ce4e5b9ULL;
        sum ^= sum >> 29;
    }
    sum *= 0x94d049bb133111ebULL;
    return sum ^ (sum >> 32);
}

StateStore::StateStore() : slots_(1U << 20) {}

bool StateStore::insert(const State& state, std::uint64_t hash, std::uint32_t parent) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    for (; slots_[place] != 0; place = (place + 1) & mask) {
        const bool alike = (slots_[place] & high_half) == (hash & high_half);
        if (alike && at(static_cast<std::uint32_t>(slots_[place]) - 1) == state) return false;
    }
    if (size_ % block_size == 0) blocks_.push_back(std::make_unique_for_overwrite<Entry[]>(block_size));
    blocks_.back()[size_ % block_size] = {state, parent};
    slots_[place] = (hash & high_half) | ++size_;
    if (size_ * 10ULL > slots_.size() * 7ULL) grow();
    return true;
}

void StateStore::grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (std::uint32_t index = 0; index < size_; ++index) {
        const std::uint64_t value = hash(at(index));
        std::size_t place = value & mask;
        while (larger[place] != 0)
            place = (place + 1) & mask;
        larger[place] = (value & high_half) | (index + 1);
    }
    slots_.swap(larger);
}

}  // namespace neo::model
