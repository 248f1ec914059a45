// The reference store for tests: everything in this process, one lock, no database.
#pragma once

#include <plugin/ports/store.hpp>

#include <chrono>
#include <memory>

namespace neo::memory {

std::unique_ptr<ports::Store> make_memory_store(
    std::chrono::milliseconds in_flight_wait = std::chrono::milliseconds(2000));

}  // namespace neo::memory
