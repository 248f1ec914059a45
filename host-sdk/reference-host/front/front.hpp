// What the host answers at each path: its own API, health and metrics, and whatever lies under a plugin's mount.
#pragma once

#include "../http/message.hpp"
#include "metrics.hpp"
#include "plugins.hpp"

#include <adapters/sql/pool.hpp>

#include <string>

namespace neo::host {

class Front {
public:
    // All must outlive it.
    Front(sql::Pool& pool, const Config& config, int schema_version, const Plugins& plugins)
        : pool_(pool), config_(config), schema_version_(schema_version), plugins_(plugins) {}

    // Any thread.
    http::Response answer(const http::Request& request);

private:
    http::Response route(const http::Request& request);
    http::Response health() const;
    http::Response metrics() const;

    sql::Pool& pool_;
    const Config& config_;
    const int schema_version_;
    const Plugins& plugins_;
    Metrics metrics_;
};

}  // namespace neo::host
