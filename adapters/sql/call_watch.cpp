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
        for (auto call = calls_.begin(); call != calls_.end() && call->first <= now; ++call)
            ::shutdown(call->second, SHUT_RDWR);
    }
}

CallWatch::Call::Call(CallWatch& watch, int socket, std::chrono::steady_clock::duration limit) : watch_(watch) {
    const std::lock_guard lock(watch_.mutex_);
    entry_ = watch_.calls_.emplace(std::chrono::steady_clock::now() + limit, socket);
}

CallWatch::Call::~Call() {
    const std::lock_guard lock(watch_.mutex_);
    watch_.calls_.erase(entry_);
}

}  // namespace neo::sql
