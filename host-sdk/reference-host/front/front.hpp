// What the host answers at each path: its own API, health and metrics, and whatever lies under a plugin's mount.
#pragma once

#include "../api/authentication.hpp"
#include "../http/message.hpp"
#include "metrics.hpp"
#include "plugins.hpp"

#include <adapters/sql/pool.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

class Front {
public:
    // All must outlive it.
    Front(sql::Pool& pool, const Config& config, int schema_version, const Plugins& plugins)
        : pool_(pool),
          config_(config),
          schema_version_(schema_version),
          plugins_(plugins),
          cookie_(config.public_url) {}

    // Any thread.
    http::Response answer(const http::Request& request);

private:
    http::Response route(const http::Request& request);
    // The answer at `target`, the request's own or what is left of it below the public path; unset where nothing is.
    std::optional<http::Response> answer_at(std::string_view target, const http::Request& request);
    http::Response health() const;
    http::Response metrics() const;

    sql::Pool& pool_;
    const Config& config_;
    const int schema_version_;
    const Plugins& plugins_;
    const api::SessionCookie cookie_;
    Metrics metrics_;
};

}  // namespace neo::host
