// The plugins of a host, started with its services.
#pragma once

#include "../config/config.hpp"

#include <adapters/sql/pool.hpp>
#include <neo/host/cpp/host.hpp>
#include <plugin/base/result.hpp>

#include <string>
#include <vector>

namespace neo::host {

class Plugins {
public:
    // `pool` must outlive the plugins.
    Plugins(sql::Pool& pool, const Config& config);

    // Starts each plugin of the configuration. An error names the key and says what to do; those that were started
    // before it are stopped on destruction.
    result<void> start(const Config& config);

    // "neo-promote 1.0.0", one a plugin that runs.
    std::vector<std::string> names() const;

    // The hook that a plugin registered; empty if none did.
    template <class Table>
    sdk::Bound<Table> hook() const {
        return host_.hook<Table>();
    }

private:
    sdk::Host host_;
    std::vector<sdk::Plugin> plugins_;
};

}  // namespace neo::host
