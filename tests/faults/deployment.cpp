#include "deployment.hpp"

#include <adapters/store/open_store.hpp>
#include <host-sdk/reference-host/platform/platform_file.hpp>
#include <host-sdk/reference-host/store/import.hpp>
#include <host-sdk/reference-host/store/open.hpp>

#include <fmt/format.h>

#include <stdexcept>
#include <tests/support/registrations.hpp>

namespace neo::faults {

namespace {

constexpr std::string_view organizations = R"([
  {"id": "dev", "name": "Dev", "cluster": "eu", "neo_enabled": true, "modules": [],
   "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]},
  {"id": "uat", "name": "UAT", "cluster": "eu", "neo_enabled": true, "modules": [],
   "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]}])";

std::string user_json(const std::string& id) {
    return fmt::format(R"({{"id": "{0}", "name": "{0}", "token": "token-of-{0}-0123456789", "grants": [
        {{"organization": "dev", "permissions": ["neo.view", "neo.edit", "neo.admin", "neo.promote"]}},
        {{"organization": "uat", "permissions": ["neo.view", "neo.edit", "neo.admin", "neo.promote"]}}]}})",
                       id);
}

std::string source_json(const Source& source) {
    const auto version = [&](int number) {
        return fmt::format(R"({{"version": {}, "state": "approved", "trigger": {{"url": "/{}", "method": "POST"}},
            "tags": [], "blocks": [{{"id": "b1", "type": "script", "name": "Map", "config": {{"n": 1e2}}}}],
            "connections": []}})",
                           number, source.dataflow);
    };
    return fmt::format(R"({{"organization": "dev", "id": "{0}", "name": "{0}", "application": "crm", "global": false,
        "module": null, "versions": [{1}, {2}]}})",
                       source.dataflow, version(1), version(2));
}

template <class T>
T unwrap(result<T> value) {
    if (!value) throw std::runtime_error(value.error().message);
    return *std::move(value);
}

}  // namespace

Deployment::Deployment(const std::string& plugin_backend, const std::string& host_backend)
    : Deployment(std::make_unique<test::TestDatabase>(plugin_backend),
                 std::make_unique<test::TestDatabase>(host_backend)) {}

Deployment::Deployment(std::unique_ptr<test::TestDatabase> plugin, std::unique_ptr<test::TestDatabase> host)
    : own_plugin_database_(std::move(plugin)),
      own_host_database_(std::move(host)),
      databases_{own_plugin_database_->config(), own_host_database_->config()} {
    set_up();
}

Deployment::Deployment(Databases databases) : databases_(std::move(databases)) {
    set_up();
}

void Deployment::set_up() {
    reroute(0, databases_);
    add({}, {"ana"});
    test::register_and_map(unwrap(sql::open_store(plugin_database()))->registrations());
}

void Deployment::add(const std::vector<Source>& sources, const std::vector<std::string>& users) {
    std::string users_json;
    for (const std::string& user : users)
        users_json += (users_json.empty() ? "" : ",") + user_json(user);
    std::string dataflows_json;
    for (const Source& source : sources)
        dataflows_json += (dataflows_json.empty() ? "" : ",") + source_json(source);
    const auto platform =
        unwrap(host::read_platform(fmt::format(R"({{"organizations": {}, "users": [{}], "dataflows": [{}]}})",
                                               organizations, users_json, dataflows_json),
                                   "eu"));
    const auto opened = unwrap(host::store::open(host_database()));
    const auto counts = host::store::import(*opened.pool, platform);
    if (!counts) throw std::runtime_error(counts.error().message);
}

}  // namespace neo::faults
