#include "plugin.hpp"

#include <plugin/app/identifiers.hpp>

#include <string>
#include <unistd.h>
#include <utility>

namespace neo::hooks {

Plugin::Plugin(const Config& config, std::unique_ptr<sdk::Platform> platform, std::unique_ptr<ports::Store> store)
    : process_(getpid()),
      config_(config),
      line_(std::make_shared<adapters::HostLine>()),
      platform_(std::move(platform)),
      host_(*platform_, line_),
      log_(*platform_, line_),
      store_(std::move(store)),
      refusals_(config.refusals_per_minute),
      services_{
          host_,         *store_, clock_, log_, metrics_, refusals_, app::new_id(clock_.now()), config.lease.count(),
          config.content} {}

void Plugin::start_recovery() {
    recovery_.emplace(services_, config_.recovery_interval);
}

bool Plugin::is_of_this_process() const noexcept {
    return process_ == getpid();
}

bool Plugin::stop() {
    if (!recovery_ || recovery_->stop(config_.shutdown_patience)) return true;
    log_.write(ports::LogLevel::warning, "recovery",
               "the recovery thread has waited for an answer for " + std::to_string(config_.shutdown_patience.count()) +
                   " s (recovery.shutdown_seconds): it is left behind, and calls the host no more");
    line_->cut();
    return false;
}

}  // namespace neo::hooks
