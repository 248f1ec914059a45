// The plugin's one exported symbol, and how an instance starts and ends.
#include "hook_tables.hpp"
#include "plugin.hpp"

#include <adapters/store/open_store.hpp>
#include <neo/host/cpp/plugin.hpp>
#include <neo/host/cpp/remote_platform.hpp>

#include <atomic>
#include <dlfcn.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <unistd.h>
#include <utility>

namespace {

using namespace neo;

neo_status refuse(neo_sink error, neo_status status, const std::string& message) {
    return sdk::refuse(error, status, sdk::Refusal{message});
}

std::optional<sdk::Refusal> register_hooks(const neo_host& host, hooks::Plugin& plugin) {
    if (auto refused = sdk::register_hook(host, hooks::promote_hook, &plugin)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::org_mapping_hook, &plugin)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::history_hook, &plugin)) return refused;
    if (auto refused = sdk::register_hook(host, hooks::http_hook, &plugin)) return refused;
    return sdk::register_hook(host, hooks::operations_hook, &plugin);
}

// How many instances run, and in which process: what they opened is inherited by those that are forked off, and SQLite
// forbids them to open the same file again.
std::atomic<int> running{0};
std::atomic<pid_t> running_in{0};

// The library that this address lies in, to the end of the process.
void keep_loaded(const void* inside) noexcept {
    Dl_info info{};
    if (dladdr(inside, &info) != 0) dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

// RE2 makes a few objects once and never frees them: unloaded with the plugin, each start of one would lose some.
void keep_regular_expressions_loaded() noexcept {
    keep_loaded(reinterpret_cast<const void*>(&re2::RE2::QuoteMeta));
}

neo_status start(const neo_host& host, neo_text config_text, neo_sink error, void** instance) {
    if (running > 0 && running_in != getpid())
        return refuse(error, NEO_UNSUPPORTED, std::string(hooks::started_before_fork));
    auto config = hooks::read_config(sdk::view(config_text), std::filesystem::path(sdk::view(host.config_directory)));
    if (!config) return refuse(error, NEO_INVALID, config.error().message);
    hooks::obey(host.flags, *config);
    auto platform = sdk::RemotePlatform::connect(host);
    if (!platform) return sdk::refuse(error, NEO_UNSUPPORTED, platform.error());
    auto store = sql::open_store(config->database);
    if (!store) return refuse(error, NEO_UNAVAILABLE, "\"database\": " + store.error().message);

    auto plugin = std::make_unique<hooks::Plugin>(*config, std::make_unique<sdk::RemotePlatform>(std::move(*platform)),
                                                  std::move(*store));
    if (auto refused = register_hooks(host, *plugin)) return sdk::refuse(error, NEO_UNSUPPORTED, *refused);
    if (config->recovers_in_background) plugin->start_recovery();
    running_in = getpid();
    ++running;
    *instance = plugin.release();
    return NEO_OK;
}

neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) noexcept {
    return sdk::guarded(error, [&] {
        keep_regular_expressions_loaded();
        if (const auto refused = sdk::check_host(host)) return sdk::refuse(error, NEO_UNSUPPORTED, *refused);
        return start(*host, config, error, instance);
    });
}

// A process that was forked off leaves everything as it is: the parent goes on with it.
void shutdown(void* instance) noexcept {
    std::unique_ptr<hooks::Plugin> plugin(static_cast<hooks::Plugin*>(instance));
    if (plugin == nullptr) return;
    if (plugin->is_of_this_process() && plugin->stop()) {
        --running;
        return;
    }
    keep_loaded(&running);  // the code of a thread that is left behind
    static_cast<void>(plugin.release());
}

constexpr neo_plugin plugin = sdk::describe_plugin("neo-promote", hooks::plugin_version, &init, &shutdown);

}  // namespace

NEO_EXPORT_PLUGIN(plugin)
