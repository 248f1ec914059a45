// A bounded number of connections that are lent one at a time, first come first served.
#pragma once

#include "connection.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace neo::sql {

class Lane {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    // Opens connections when they are needed, at most `size`. `metrics` outlives the lane.
    Lane(std::size_t size, std::chrono::milliseconds acquire_timeout, Metrics& metrics, Open open);

    // A connection that works as far as is known: one that rested for a while is asked first, and replaced. Throws
    // DatabaseError: busy when none became free in time, lost when none could be opened.
    std::unique_ptr<Connection> acquire();
    // Takes back what acquire() gave; a lost connection is closed.
    void release(std::unique_ptr<Connection> connection) noexcept;
    // Ends the calls that have waited for the server longer than `limit`.
    void interrupt_stuck(std::chrono::steady_clock::duration limit) noexcept;
    // Closes the resting connections: the server they belong to has gone.
    void close_idle() noexcept;

private:
    struct Waiter {
        std::condition_variable turn;
        bool called = false;
    };
    struct Idle {
        std::unique_ptr<Connection> connection;
        std::chrono::steady_clock::time_point since;
    };
    void wait_for_turn();
    void leave() noexcept;
    std::unique_ptr<Connection> take_idle();
    std::unique_ptr<Connection> open();

    const std::chrono::milliseconds acquire_timeout_;
    const std::size_t size_;
    Metrics& metrics_;
    const Open open_;
    std::mutex mutex_;
    std::size_t free_;  // connections that may still be lent
    std::list<Waiter*> waiters_;
    std::set<const Connection*> lent_;
    std::vector<Idle> idle_;  // the most recently used last
};

}  // namespace neo::sql
