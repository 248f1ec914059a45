// Remembers every call that the plugin makes into the mock host. Every function: any thread.
#pragma once

#include <neo/host/abi.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::testing {

struct Call {
    std::string function;                          // "dataflows.apply"
    std::map<std::string, std::string> arguments;  // by the names of the header; numbers as decimal text
    std::optional<neo_status> status;              // what the plugin was told; unset while the call runs
    std::string reply;                             // the document or message that the plugin was given
};

class CallRecorder {
public:
    // Notes the start of a call; answers its number for `ended`.
    std::size_t began(std::string_view function, std::map<std::string, std::string> arguments);
    void ended(std::size_t number, neo_status status, std::string_view reply);

    // In the order in which they began; with a function, only the calls of that one. Here and below a name that no
    // service function has throws std::invalid_argument.
    std::vector<Call> calls() const;
    std::vector<Call> calls(std::string_view function) const;
    std::size_t count(std::string_view function) const;

    // Waits until `function` was called at least `count` times since the last clear; false when that takes longer than
    // `patience`.
    bool wait_for(std::string_view function, std::size_t count, std::chrono::milliseconds patience) const;

    // Forgets the calls that ended so far.
    void clear();

private:
    std::size_t count_unlocked(std::string_view function) const;

    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::size_t next_ = 0;
    std::map<std::size_t, Call> calls_;
};

}  // namespace neo::testing
