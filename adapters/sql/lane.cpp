#include "lane.hpp"

#include <plugin/base/kill_point.hpp>

#include <fmt/format.h>

namespace neo::sql {
namespace {

// A connection that rested longer is asked before it is lent.
constexpr std::chrono::seconds rest_before_check{10};

// For the answers of all that acquire() asks: a server that hangs holds a request up this long, not once a connection.
constexpr std::chrono::milliseconds check_limit{2000};

}  // namespace

Lane::Lane(std::size_t size, std::chrono::milliseconds acquire_timeout, Metrics& metrics, Open open)
    : acquire_timeout_(acquire_timeout), size_(size), metrics_(metrics), open_(std::move(open)), free_(size) {}

std::unique_ptr<Connection> Lane::acquire() {
    wait_for_turn();
    metrics_.connections_in_use.Increment();
    try {
        auto connection = take_idle();
        if (!connection) connection = open();
        const std::lock_guard lock(mutex_);
        ++lent_;
        return connection;
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
    metrics_.waits.Increment();
    Waiter self;
    waiters_.push_back(&self);
    if (self.turn.wait_for(lock, acquire_timeout_, [&] { return self.called; })) return;
    waiters_.remove(&self);
    metrics_.wait_timeouts.Increment();
    throw DatabaseError(Failure::unavailable,
                        fmt::format("no database connection became free within {} ms; there are {} (pool_size)",
                                    acquire_timeout_.count(), size_));
}

void Lane::leave() noexcept {
    metrics_.connections_in_use.Decrement();
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
    const auto deadline = Clock::now() + check_limit;
    for (;;) {
        Idle idle;
        bool trusted = false;
        const auto now = Clock::now();
        {
            const std::lock_guard lock(mutex_);
            if (idle_.empty()) return nullptr;
            idle = std::move(idle_.back());
            idle_.pop_back();
            trusted = idle.since > doubted_at_ && now - idle.since < rest_before_check;
        }
        if (trusted) return std::move(idle.connection);
        try {
            if (now < deadline) {
                idle.connection->ping(std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now));
                return std::move(idle.connection);
            }
        } catch (const DatabaseError&) {
            // The next one may answer.
        }
        idle.connection->mark_lost();
        metrics_.connections_lost.Increment();
    }
}

std::unique_ptr<Connection> Lane::open() {
    try {
        if (NEO_FAIL_POINT("sql.open")) throw DatabaseError(Failure::lost, "fail point");
        auto connection = open_();
        metrics_.connections_opened.Increment();
        return connection;
    } catch (const DatabaseError& error) {
        if (error.failure() != Failure::lost) throw;
        // The server may have no room for more of them.
        if (auto connection = wait_for_lent()) return connection;
        throw;
    }
}

std::unique_ptr<Connection> Lane::wait_for_lent() {
    const auto deadline = Clock::now() + acquire_timeout_;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (!returned_.wait_until(lock, deadline, [&] { return !idle_.empty() || lent_ == 0; })) return nullptr;
            if (idle_.empty()) return nullptr;
        }
        if (auto connection = take_idle()) return connection;
    }
}

void Lane::release(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::lock_guard lock(mutex_);
        --lent_;
        if (!connection->lost() && connection->opened_at() >= valid_since_)
            idle_.push_back({std::move(connection), Clock::now()});
    }
    returned_.notify_all();
    if (connection != nullptr) {
        metrics_.connections_lost.Increment();
        connection.reset();
    }
    leave();
}

void Lane::doubt() noexcept {
    const std::lock_guard lock(mutex_);
    doubted_at_ = Clock::now();
}

bool Lane::move_on() noexcept {
    try {
        const auto begun = Clock::now();
        auto connection = open_();
        metrics_.connections_opened.Increment();
        std::vector<Idle> left;  // closed outside the lock
        {
            const std::lock_guard lock(mutex_);
            valid_since_ = begun;
            left.swap(idle_);
            std::erase_if(left, [&](Idle& idle) {
                if (idle.connection->opened_at() < begun) return false;
                idle_.push_back(std::move(idle));
                return true;
            });
            idle_.push_back({std::move(connection), Clock::now()});
        }
        metrics_.connections_lost.Increment(static_cast<double>(left.size()));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace neo::sql
