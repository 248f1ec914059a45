// What the host answers at each path: its own API, health and metrics, and whatever lies under a plugin's mount.
#pragma once

#include "../api/call.hpp"
#include "../http/message.hpp"
#include "../security_log.hpp"
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
    Front(sql::Pool& pool, const Config& config, int schema_version, const Plugins& plugins, SecurityLog& security_log)
        : pool_(pool),
          config_(config),
          schema_version_(schema_version),
          plugins_(plugins),
          security_log_(security_log),
          api_(pool, config, security_log) {}

    // Any thread.
    http::Response answer(const http::Request& request);

private:
    http::Response route(const http::Request& request, Visit& visit);
    // The answer at `target`, the request's own or what is left of it below the public path; unset where nothing is.
    std::optional<http::Response> answer_at(std::string_view target, const http::Request& request, Visit& visit);
    // Tells the security log of a denial.
    void tell_denial(const http::Request& request, Visit& visit, const http::Response& answer);
    http::Response health() const;
    http::Response metrics() const;

    sql::Pool& pool_;
    const Config& config_;
    const int schema_version_;
    const Plugins& plugins_;
    SecurityLog& security_log_;
    api::Shared api_;
    Metrics metrics_;
};

}  // namespace neo::host
