// The plugins of a host, started with its services.
#pragma once

#include "../config/config.hpp"
#include "../services/sql_platform.hpp"

#include <adapters/sql/pool.hpp>
#include <neo/host/cpp/host.hpp>
#include <plugin/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace neo::host {

class Plugins {
public:
    // `pool` and `config` must outlive the plugins. `flags` are NEO_HOST_…, which every plugin obeys, with
    // NEO_HOST_NO_MIGRATION where the configuration says so.
    Plugins(sql::Pool& pool, const Config& config, std::uint64_t flags = 0);

    // Starts each plugin of the configuration. An error names the file and the key and says what to do; those that were
    // started before it are stopped on destruction.
    result<void> start();
    // Starts the one at this place of the configuration only.
    result<void> start(std::size_t index);

    // Those that run, in the order in which they were started.
    const std::vector<sdk::Plugin>& running() const noexcept { return plugins_; }

    // The hook that a plugin registered; empty if none did.
    template <class Table>
    sdk::Bound<Table> hook() const {
        return host_.hook<Table>();
    }

private:
    const Config& config_;
    services::SqlPlatform platform_;
    sdk::Host host_;
    std::vector<sdk::Plugin> plugins_;
};

}  // namespace neo::host
