// The plugin's one exported symbol, and how an instance starts and ends.
#include "hook_tables.hpp"
#include "plugin.hpp"

#include <adapters/open_store.hpp>
#include <neo/host/cpp/plugin.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace {

using namespace neo;

neo_status refuse(neo_sink error, neo_status status, const std::string& message) {
    return sdk::refuse(error, status, sdk::Refusal{message});
}

std::optional<sdk::Refusal> register_hooks(const neo_host& host, app::Services& services) {
    if (auto refused = sdk::register_hook(host, hooks::promote_hook, &services)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::org_mapping_hook, &services)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::history_hook, &services)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::http_hook, &services)) return refused;
    return sdk::register_hook(host, hooks::operations_hook, &services);
}

neo_status start(const neo_host& host, neo_text config_text, neo_sink error, void** instance) {
    const auto config =
        hooks::read_config(sdk::view(config_text), std::filesystem::path(sdk::view(host.config_directory)));
    if (!config) return refuse(error, NEO_INVALID, config.error().message);
    auto services = hooks::SdkHost::connect(host);
    if (!services) return sdk::refuse(error, NEO_UNSUPPORTED, services.error());
    const auto log = hooks::SdkLog::connect(host);
    if (!log) return sdk::refuse(error, NEO_UNSUPPORTED, log.error());
    auto store = sql::open_store(config->database);
    if (!store) return refuse(error, NEO_UNAVAILABLE, "\"database\": " + store.error().message);

    auto plugin = std::make_unique<hooks::Plugin>(*config, std::move(*services), *log, std::move(*store));
    if (auto refused = register_hooks(host, plugin->services())) return sdk::refuse(error, NEO_UNSUPPORTED, *refused);
    if (config->recovers_in_background) plugin->start_recovery();
    *instance = plugin.release();
    return NEO_OK;
}

neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) noexcept {
    return sdk::guarded(error, [&] {
        if (const auto refused = sdk::check_host(host)) return sdk::refuse(error, NEO_UNSUPPORTED, *refused);
        return start(*host, config, error, instance);
    });
}

void shutdown(void* instance) noexcept {
    delete static_cast<hooks::Plugin*>(instance);
}

constexpr neo_plugin plugin = sdk::describe_plugin("neo-promote", hooks::plugin_version, &init, &shutdown);

}  // namespace

NEO_EXPORT_PLUGIN(plugin)
