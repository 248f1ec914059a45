#include "recovery_worker.hpp"

#include "arrivals.hpp"
#include "reconcile.hpp"
#include "recover.hpp"

#include <exception>
#include <string>

namespace neo::app {

RecoveryWorker::RecoveryWorker(Services& services, std::chrono::seconds interval)
    : services_(services), interval_(interval), thread_([this](const std::stop_token& stop) { run(stop); }) {}

RecoveryWorker::~RecoveryWorker() = default;

bool RecoveryWorker::stop(std::chrono::seconds patience) {
    thread_.request_stop();
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, patience, [this] { return ended_; });
}

void RecoveryWorker::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            work(stop);
        } catch (const std::exception& error) {
            services_.log.write(ports::LogLevel::error, "recovery", error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, interval_, [] { return false; });
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    wake_.notify_all();
}

void RecoveryWorker::work(const std::stop_token& stop) {
    const auto recovered = recover_all(services_, stop);
    if (recovered) {
        cannot_recover_ = false;
    } else {
        tell_once(cannot_recover_, "cannot look for work: ", recovered.error().message);
    }
    if (stop.stop_requested()) return;
    if (const auto taken = take_in_arrivals(services_, stop)) {
        cannot_take_in_ = false;
    } else {
        tell_once(cannot_take_in_, "cannot take in what arrived: ", taken.error().message);
    }
    if (reconciled_ || stop.stop_requested()) return;
    const auto compared = reconcile(services_, false, stop);
    reconciled_ = compared.has_value();
    if (!compared) tell_once(cannot_reconcile_, "cannot compare the ledger with the host: ", compared.error().cause);
}

void RecoveryWorker::tell_once(bool& told, std::string_view what, const std::string& cause) {
    if (!told) services_.log.write(ports::LogLevel::warning, "recovery", std::string(what) + cause);
    told = true;
}

}  // namespace neo::app
