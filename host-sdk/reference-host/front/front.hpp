// What the host answers at each path: its own API, health and metrics, and whatever lies under a plugin's mount.
#pragma once

#include "../api/call.hpp"
#include "../http/site.hpp"
#include "../security_log.hpp"
#include "metrics.hpp"
#include "plugins.hpp"
#include "request_rate.hpp"

#include <adapters/sql/pool.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

class Front : public http::Site {
public:
    // All must outlive it.
    Front(sql::Pool& pool, const Config& config, int schema_version, const Plugins& plugins, SecurityLog& security_log)
        : pool_(pool),
          config_(config),
          schema_version_(schema_version),
          plugins_(plugins),
          security_log_(security_log),
          api_(pool, config, security_log),
          rate_(config.limits.requests_per_second) {}

    bool is_vital(const http::Request& head) const override;
    http::Admission admit(const http::Request& head) override;

    // Admits and answers a request that is there as a whole. Any thread.
    http::Response answer(const http::Request& request);

private:
    // What is known of a request from its head to its answer.
    using Visited = std::shared_ptr<Visit>;

    http::Admission route(const http::Request& head, const Visited& visit);
    // What is at `target`, the request's own or what is left of it below the public path; unset where nothing is.
    std::optional<http::Admission> admit_at(std::string_view target, const http::Request& head, const Visited& visit);
    http::Admission admit_to_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& head, std::string target,
                                    api::Caller caller);
    http::Admission admit_to_api(const http::Request& head, std::string target, api::Caller caller,
                                 const Visited& visit);
    // Tells the security log of a denial, and the client by which id it did.
    http::Response finished(const http::Request& request, Visit& visit, http::Response answer);
    // An outlet that does so with the head of what is streamed.
    http::Outlet finishing_outlet(const http::Outlet& outlet, const http::Request& request, Visit& visit);
    template <class Work>
    std::optional<http::Response> counted(Work work);
    http::Response health() const;
    http::Response metrics() const;

    sql::Pool& pool_;
    const Config& config_;
    const int schema_version_;
    const Plugins& plugins_;
    SecurityLog& security_log_;
    api::Shared api_;
    RequestRate rate_;
    Metrics metrics_;
};

}  // namespace neo::host
