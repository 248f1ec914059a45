// The running plugin: everything that one init creates and its shutdown ends.
#pragma once

#include "config.hpp"
#include "sdk_host.hpp"

#include <plugin/app/recovery_worker.hpp>
#include <plugin/app/services.hpp>

#include <memory>
#include <optional>

namespace neo::hooks {

class Plugin {
public:
    // Opens the store and prepares the use cases; nothing runs yet.
    Plugin(const Config& config, SdkHost host, SdkLog log, std::unique_ptr<ports::Store> store);

    // Starts recovering and reconciling in the background (protocol steps 5 and 6). Once, after the hooks are
    // registered.
    void start_recovery();

    app::Services& services() noexcept { return services_; }

private:
    SdkHost host_;
    SdkLog log_;
    std::unique_ptr<ports::Store> store_;
    ports::SystemClock clock_;
    app::Metrics metrics_;
    app::Services services_;
    std::chrono::seconds recovery_interval_;
    std::optional<app::RecoveryWorker> recovery_;  // last: it uses what stands above
};

// The version of this build, as in "1.0.0".
inline constexpr const char* plugin_version = NEO_PLUGIN_VERSION;

}  // namespace neo::hooks
