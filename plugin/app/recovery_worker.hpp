// The background thread that recovers at start and then at intervals (plugin/docs/protocol.md, step 5), and reconciles
// once after the start (step 6); between the two it keeps what spreads are read from near the present (W2).
#pragma once

#include "services.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>

namespace neo::app {

class RecoveryWorker {
public:
    // `services` must outlive the worker.
    RecoveryWorker(Services& services, std::chrono::seconds interval);
    // Ends after the row that is being worked on.
    ~RecoveryWorker();

    // Asks the thread to end and waits for it. False: it has not ended within `patience`, for the host or the database
    // leaves it without an answer.
    bool stop(std::chrono::seconds patience);

private:
    void run(const std::stop_token& stop);
    void work(const std::stop_token& stop);
    // A lasting fault is told once, not at every interval.
    void tell_once(bool& told, std::string_view what, const std::string& cause);

    Services& services_;
    const std::chrono::seconds interval_;
    bool cannot_recover_ = false;
    bool cannot_take_in_ = false;
    bool cannot_reconcile_ = false;
    bool reconciled_ = false;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool ended_ = false;   // guarded by mutex_
    std::jthread thread_;  // last: it uses what stands above
};

}  // namespace neo::app
