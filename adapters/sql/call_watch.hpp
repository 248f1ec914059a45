// Ends calls that a server does not answer in time, as if the connection had broken: the driver then says so. For
// drivers that do not bound every wait themselves. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace neo::sql {

class CallWatch {
    using Calls = std::multimap<std::chrono::steady_clock::time_point, int>;

public:
    CallWatch();
    CallWatch(const CallWatch&) = delete;

    // While it lives, somebody waits for the server at `socket`, for `limit` at most.
    class Call {
    public:
        Call(CallWatch& watch, int socket, std::chrono::steady_clock::duration limit);
        ~Call();
        Call(const Call&) = delete;

    private:
        CallWatch& watch_;
        Calls::iterator entry_;
    };

private:
    void run(const std::stop_token& stop);

    std::mutex mutex_;
    Calls calls_;  // deadline and socket
    std::jthread thread_;
};

}  // namespace neo::sql
