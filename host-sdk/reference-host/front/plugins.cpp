#include "plugins.hpp"

#include <neo/host/cpp/give_platform.hpp>

#include <string>
#include <utility>

namespace neo::host {

Plugins::Plugins(sql::Pool& pool, const Config& config, std::uint64_t flags)
    : config_(config),
      platform_(pool),
      host_({.name = "neo-host", .version = NEO_VERSION, .config_directory = config.directory.string()},
            config.migrate ? flags : flags | NEO_HOST_NO_MIGRATION) {
    sdk::give_platform(host_, platform_);
}

result<void> Plugins::start() {
    for (std::size_t i = 0; i < config_.plugins.size(); ++i) {
        if (auto started = start(i); !started) return started;
    }
    return {};
}

result<void> Plugins::start(std::size_t index) {
    const PluginConfig& wanted = config_.plugins[index];
    const std::string place = config_.file.string() + ": plugins[" + std::to_string(index) + "]";
    auto library = sdk::PluginLibrary::load(wanted.library);
    if (!library) return Error{ErrorCode::invalid, place + ".library: " + library.error().message};
    auto plugin = host_.start(*std::move(library), wanted.config);
    if (!plugin) return Error{ErrorCode::invalid, place + ".config: " + plugin.error().message};
    plugins_.push_back(*std::move(plugin));
    return {};
}

}  // namespace neo::host
