// The line to the host: every call of one of its services holds it, and once it is cut no other begins. So a plugin
// that has to stop while the host leaves a call unanswered never calls tables that are gone.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace neo::adapters {

// Any thread.
class HostLine {
public:
    // One call, for as long as it lives; false: the line is cut.
    class Call {
    public:
        explicit Call(HostLine& line) : line_(line), held_(line.take()) {}
        ~Call() {
            if (held_) line_.let_go();
        }
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        explicit operator bool() const noexcept { return held_; }

    private:
        HostLine& line_;
        const bool held_;
    };

    // From now on no call begins. Waits a little for those that have; who is still in one then is waiting for the host.
    void cut() {
        constexpr std::chrono::seconds patience{1};
        std::unique_lock lock(mutex_);
        cut_ = true;
        quiet_.wait_for(lock, patience, [this] { return calls_ == 0; });
    }

private:
    bool take() {
        const std::lock_guard lock(mutex_);
        if (!cut_) ++calls_;
        return !cut_;
    }
    void let_go() {
        const std::lock_guard lock(mutex_);
        if (--calls_ == 0) quiet_.notify_all();
    }

    std::mutex mutex_;  // guards all that follows
    std::condition_variable quiet_;
    bool cut_ = false;
    std::size_t calls_ = 0;
};

}  // namespace neo::adapters
