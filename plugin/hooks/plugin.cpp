#include "plugin.hpp"

#include <plugin/app/identifiers.hpp>

#include <utility>

namespace neo::hooks {

Plugin::Plugin(const Config& config, SdkHost host, SdkLog log, std::unique_ptr<ports::Store> store)
    : host_(std::move(host)),
      log_(std::move(log)),
      store_(std::move(store)),
      services_{host_, *store_, clock_, log_, metrics_, app::new_id(clock_.now()), config.lease.count()},
      recovery_interval_(config.recovery_interval) {}

void Plugin::start_recovery() {
    recovery_.emplace(services_, recovery_interval_);
}

}  // namespace neo::hooks
