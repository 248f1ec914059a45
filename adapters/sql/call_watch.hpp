// Ends calls that a server does not answer in time, as if the connection had broken: the driver then says so. For
// drivers that do not bound every wait themselves. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>

namespace neo::sql {

class CallWatch {
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
        friend CallWatch;
        CallWatch& watch_;
        const int socket_;
        const std::chrono::steady_clock::time_point deadline_;
    };

private:
    void run(const std::stop_token& stop);

    std::mutex mutex_;
    std::set<const Call*> calls_;  // those that were not ended
    std::jthread thread_;
};

}  // namespace neo::sql
