// ports::Arrivals out of the memory store's history.
#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryArrivals final : public ports::Arrivals {
public:
    explicit MemoryArrivals(State& state) : state_(state) {}

    result<std::vector<ports::Arrival>> below(const std::vector<sdk::DataflowId>& roots) override;
    result<std::vector<ports::Arrival>> into(const std::vector<sdk::DataflowId>& targets) override;
    result<bool> take_in(const std::string& before, int limit) override;
    result<void> forget() override;

private:
    State& state_;
};

}  // namespace neo::memory
