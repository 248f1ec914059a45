// What a started plugin needs to live: its host table, the fault script that may hold its calls, and the plugin.
#pragma once

#include "services.hpp"

#include <neo/testing/plugin_under_test.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <shared_mutex>

namespace neo::testing {

struct PluginUnderTest::State {
    State(sdk::HostNames names, std::uint64_t flags) : host(std::move(names), flags) {}

    Services* services = nullptr;
    sdk::Host host;
    std::optional<sdk::Plugin> plugin;   // unset: stopped
    bool takes_streams = true;           // of its answers over HTTP
    std::atomic<bool> stopping = false;  // no new hook call, or a stream of them would keep stop() waiting
    std::shared_mutex in_use;            // shared by hook calls, exclusive for stop
};

}  // namespace neo::testing
