// The background thread that recovers at start and then at intervals (protocol step 5).
#pragma once

#include "services.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace neo::app {

class RecoveryWorker {
public:
    // `services` must outlive the worker.
    RecoveryWorker(Services& services, std::chrono::seconds interval);
    // Ends after the row that is being recovered.
    ~RecoveryWorker();

private:
    void run(const std::stop_token& stop);

    Services& services_;
    const std::chrono::seconds interval_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  // last: it uses what stands above
};

}  // namespace neo::app
