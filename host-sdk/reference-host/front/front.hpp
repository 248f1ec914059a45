// What the host answers at each path: its own API, health and metrics, and whatever lies under a plugin's mount.
#pragma once

#include "../api/authentication.hpp"
#include "../http/site.hpp"
#include "metrics.hpp"
#include "plugins.hpp"
#include "request_rate.hpp"

#include <adapters/sql/pool.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

class Front : public http::Site {
public:
    // All must outlive it.
    Front(sql::Pool& pool, const Config& config, int schema_version, const Plugins& plugins)
        : pool_(pool),
          config_(config),
          schema_version_(schema_version),
          plugins_(plugins),
          cookie_(config.public_url),
          rate_(config.limits.requests_per_second) {}

    bool is_vital(const http::Request& head) const override;
    http::Admission admit(const http::Request& head) override;

    // Admits and answers a request that is there as a whole. Any thread.
    http::Response answer(const http::Request& request);

private:
    http::Admission route(const http::Request& head);
    // What is at `target`, the request's own or what is left of it below the public path; unset where nothing is.
    std::optional<http::Admission> admit_at(std::string_view target, const http::Request& head);
    http::Admission admit_to_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& head, std::string target,
                                    api::Caller caller);
    http::Admission admit_to_api(const http::Request& head, std::string target, api::Caller caller);
    template <class Work>
    std::optional<http::Response> counted(Work work);
    http::Response health() const;
    http::Response metrics() const;

    sql::Pool& pool_;
    const Config& config_;
    const int schema_version_;
    const Plugins& plugins_;
    const api::SessionCookie cookie_;
    RequestRate rate_;
    Metrics metrics_;
};

}  // namespace neo::host
