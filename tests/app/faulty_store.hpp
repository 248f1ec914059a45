// A store in front of another that fails when a test wants it to: once, at one call, in one of three ways.
#pragma once

#include <plugin/ports/store.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::apptest {

enum class StoreFault {
    unavailable,       // nothing was done, and the caller is told so
    lost_before_done,  // nothing was done, but the caller cannot know
    lost_after_done,   // it was done, but the caller cannot know
};

// Reading has no unknown outcome: there every fault is `unavailable`.
class StoreFaults {
public:
    // Which fault, if any, the call of this name meets; `number` counts all calls from 1. Any thread.
    using Choose = std::function<std::optional<StoreFault>(std::size_t number, std::string_view name)>;

    void choose(Choose choose);
    void clear() { choose({}); }
    std::vector<std::string> calls() const;
    void forget_calls();

    template <class Call>
    auto write(std::string_view name, Call&& call) -> decltype(call()) {
        const auto fault = next(name);
        if (!fault) return call();
        if (*fault == StoreFault::unavailable) return Error{ErrorCode::unavailable, "store fault"};
        if (*fault == StoreFault::lost_after_done) {
            // A definite no stays one: there was nothing to commit.
            if (auto done = call(); !done) return done;
        }
        return Error{ErrorCode::outcome_unknown, "store fault"};
    }

    template <class Call>
    auto read(std::string_view name, Call&& call) -> decltype(call()) {
        if (next(name)) return Error{ErrorCode::unavailable, "store fault"};
        return call();
    }

private:
    std::optional<StoreFault> next(std::string_view name);

    mutable std::mutex mutex_;
    Choose choose_;
    std::vector<std::string> calls_;
};

// Both outlive the store that this makes.
std::unique_ptr<ports::Store> make_faulty_store(ports::Store& store, StoreFaults& faults);

}  // namespace neo::apptest
