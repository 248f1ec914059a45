#include "call_watch.hpp"

#include <sys/socket.h>

namespace neo::sql {
namespace {

constexpr std::chrono::milliseconds interval{200};

}  // namespace

CallWatch::CallWatch() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

void CallWatch::run(const std::stop_token& stop) {
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex_);
    while (!stopped.wait_for(lock, stop, interval, [&] { return stop.stop_requested(); })) {
        const auto now = std::chrono::steady_clock::now();
        // Once only: the driver closes the socket then, and its number may soon be another's.
        std::erase_if(calls_, [&](const Call* call) {
            if (call->deadline_ > now) return false;
            ::shutdown(call->socket_, SHUT_RDWR);
            return true;
        });
    }
}

CallWatch::Call::Call(CallWatch& watch, int socket, std::chrono::steady_clock::duration limit)
    : watch_(watch), socket_(socket), deadline_(std::chrono::steady_clock::now() + limit) {
    const std::lock_guard lock(watch_.mutex_);
    watch_.calls_.insert(this);
}

CallWatch::Call::~Call() {
    const std::lock_guard lock(watch_.mutex_);
    watch_.calls_.erase(this);
}

}  // namespace neo::sql
