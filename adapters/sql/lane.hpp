// A bounded number of connections that are lent one at a time, first come first served.
#pragma once

#include "connection.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace neo::sql {

class Lane {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    // Opens connections when they are needed, at most `size`. `metrics` outlives the lane.
    Lane(std::size_t size, std::chrono::milliseconds acquire_timeout, Metrics& metrics, Open open);

    // A connection that works as far as is known: one that rested for a while is asked first, and replaced. When no
    // more can be opened, waits for one that is lent. Throws DatabaseError: unavailable when none became free in time,
    // lost when there is none and none could be opened.
    std::unique_ptr<Connection> acquire();
    // Takes back what acquire() gave; a lost connection is closed.
    void release(std::unique_ptr<Connection> connection) noexcept;
    // A connection broke, so others may have: those that rest are asked before they are lent.
    void doubt() noexcept;
    // The server takes no changes: opens a connection to one that does, and lets go of all that were there before.
    // false: none can be opened, and those that are there stay for reads.
    bool move_on() noexcept;

private:
    struct Waiter {
        std::condition_variable turn;
        bool called = false;
    };
    struct Idle {
        std::unique_ptr<Connection> connection;
        std::chrono::steady_clock::time_point since;  // it rests
    };
    using Clock = std::chrono::steady_clock;
    void wait_for_turn();
    void leave() noexcept;
    std::unique_ptr<Connection> take_idle();
    std::unique_ptr<Connection> open();
    std::unique_ptr<Connection> wait_for_lent();

    const std::chrono::milliseconds acquire_timeout_;
    const std::size_t size_;
    Metrics& metrics_;
    const Open open_;
    std::mutex mutex_;
    std::size_t free_;  // connections that may still be lent
    std::list<Waiter*> waiters_;
    std::size_t lent_ = 0;
    std::condition_variable returned_;
    std::vector<Idle> idle_;         // the most recently used last
    Clock::time_point doubted_at_;   // what rests since before is asked before it is lent
    Clock::time_point valid_since_;  // what was opened before is closed
};

}  // namespace neo::sql
