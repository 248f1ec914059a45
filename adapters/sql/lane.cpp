#include "lane.hpp"

#include <neo/host/cpp/kill_point.hpp>

#include <fmt/format.h>

namespace neo::sql {
namespace {

// A connection that rested longer is asked before it is lent.
constexpr std::chrono::seconds rest_before_check{10};

}  // namespace

Lane::Lane(std::size_t size, std::chrono::milliseconds acquire_timeout, Metrics& metrics, Open open)
    : acquire_timeout_(acquire_timeout), size_(size), metrics_(metrics), open_(std::move(open)), free_(size) {}

std::unique_ptr<Connection> Lane::acquire() {
    wait_for_turn();
    ++metrics_.connections_in_use;
    try {
        if (auto connection = take_idle()) return connection;
        return open();
    } catch (...) {
        leave();
        throw;
    }
}

void Lane::wait_for_turn() {
    std::unique_lock lock(mutex_);
    if (free_ > 0) {
        --free_;
        return;
    }
    ++metrics_.waits;
    Waiter self;
    waiters_.push_back(&self);
    if (self.turn.wait_for(lock, acquire_timeout_, [&] { return self.called; })) return;
    waiters_.remove(&self);
    ++metrics_.wait_timeouts;
    throw DatabaseError(Failure::busy,
                        fmt::format("no database connection became free within {} ms; there are {} (pool_size)",
                                    acquire_timeout_.count(), size_));
}

void Lane::leave() noexcept {
    --metrics_.connections_in_use;
    const std::lock_guard lock(mutex_);
    if (waiters_.empty()) {
        ++free_;
        return;
    }
    Waiter* const next = waiters_.front();
    waiters_.pop_front();
    next->called = true;
    next->turn.notify_one();
}

std::unique_ptr<Connection> Lane::take_idle() {
    for (;;) {
        Idle idle;
        {
            const std::lock_guard lock(mutex_);
            if (idle_.empty()) return nullptr;
            idle = std::move(idle_.back());
            idle_.pop_back();
            lent_.insert(idle.connection.get());
        }
        if (std::chrono::steady_clock::now() - idle.since < rest_before_check) return std::move(idle.connection);
        try {
            idle.connection->ping();
            return std::move(idle.connection);
        } catch (const DatabaseError&) {
            ++metrics_.connections_lost;
            const std::lock_guard lock(mutex_);
            lent_.erase(idle.connection.get());
        }
    }
}

std::unique_ptr<Connection> Lane::open() {
    if (NEO_FAIL_POINT("sql.open")) throw DatabaseError(Failure::lost, "fail point");
    auto connection = open_();
    ++metrics_.connections_opened;
    const std::lock_guard lock(mutex_);
    lent_.insert(connection.get());
    return connection;
}

void Lane::release(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::lock_guard lock(mutex_);
        lent_.erase(connection.get());
        if (!connection->lost()) idle_.push_back({std::move(connection), std::chrono::steady_clock::now()});
    }
    if (connection != nullptr) {
        ++metrics_.connections_lost;
        connection.reset();
    }
    leave();
}

void Lane::interrupt_stuck(std::chrono::steady_clock::duration limit) noexcept {
    const std::lock_guard lock(mutex_);
    for (const Connection* const connection : lent_)
        connection->interrupt_if_stuck(limit);
}

void Lane::close_idle() noexcept {
    std::vector<Idle> idle;
    const std::lock_guard lock(mutex_);
    idle.swap(idle_);
    metrics_.connections_lost += static_cast<std::int64_t>(idle.size());
}

}  // namespace neo::sql
