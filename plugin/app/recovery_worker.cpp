#include "recovery_worker.hpp"

#include "recover.hpp"

#include <exception>

namespace neo::app {

RecoveryWorker::RecoveryWorker(Services& services, std::chrono::seconds interval)
    : services_(services), interval_(interval), thread_([this](const std::stop_token& stop) { run(stop); }) {}

RecoveryWorker::~RecoveryWorker() = default;

void RecoveryWorker::run(const std::stop_token& stop) {
    bool silent = false;  // a lasting fault is told once, not at every interval
    while (!stop.stop_requested()) {
        try {
            const auto recovered = recover_all(services_);
            if (!recovered && !silent) {
                services_.log.write(ports::LogLevel::warning, "recovery",
                                    "cannot look for work: " + recovered.error().message);
            }
            silent = !recovered;
        } catch (const std::exception& error) {
            services_.log.write(ports::LogLevel::error, "recovery", error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, interval_, [] { return false; });
    }
}

}  // namespace neo::app
