// The running plugin: everything that one init creates and its shutdown ends.
#pragma once

#include "config.hpp"

#include <adapters/host/platform_host.hpp>
#include <plugin/app/recovery_worker.hpp>
#include <plugin/app/services.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <sys/types.h>

namespace neo::hooks {

class Plugin {
public:
    // Prepares the use cases; nothing runs yet.
    Plugin(const Config& config, std::unique_ptr<sdk::Platform> platform, std::unique_ptr<ports::Store> store);

    // Starts recovering and reconciling in the background (plugin/docs/protocol.md, steps 5 and 6). Once, after the
    // hooks are registered.
    void start_recovery();

    app::Services& services() noexcept { return services_; }
    const Config& config() const noexcept { return config_; }

    // Whether this is the process that started the plugin. In one that was forked off since, nothing of it may be used:
    // connections would be shared with the parent, threads are not there, locks may be held for ever.
    bool is_of_this_process() const noexcept;

    // Ends what runs. False: the recovery thread waits for an answer that does not come. It stays behind with the line
    // to the host cut, and the plugin must neither be destroyed nor unloaded any more.
    bool stop();

private:
    const pid_t process_;
    const Config config_;
    const std::shared_ptr<adapters::HostLine> line_;
    const std::unique_ptr<sdk::Platform> platform_;
    adapters::PlatformHost host_;
    adapters::PlatformLog log_;
    std::unique_ptr<ports::Store> store_;
    ports::SystemClock clock_;
    app::Metrics metrics_;
    app::Services services_;
    std::optional<app::RecoveryWorker> recovery_;  // last: it uses what stands above
};

// What a process that was forked off after init is told.
inline constexpr std::string_view started_before_fork =
    "The plugin was started before this process was forked off: start it in each worker, after the fork.";

// The version of this build, as in "1.0.0".
inline constexpr const char* plugin_version = NEO_PLUGIN_VERSION;

}  // namespace neo::hooks
