#include "plugins.hpp"

namespace neo::host {

Plugins::Plugins(sql::Pool& pool, const Config& config)
    : platform_(pool),
      host_({.name = "neo-host", .version = NEO_VERSION, .config_directory = config.directory.string()}) {
    sdk::give_platform(host_, platform_);
}

result<void> Plugins::start(const Config& config) {
    for (std::size_t i = 0; i < config.plugins.size(); ++i) {
        const PluginConfig& wanted = config.plugins[i];
        const std::string key = "plugins[" + std::to_string(i) + "]";
        auto library = sdk::PluginLibrary::load(wanted.library);
        if (!library) return Error{ErrorCode::invalid, key + ".library: " + library.error().message};
        auto plugin = host_.start(*std::move(library), wanted.config);
        if (!plugin) return Error{ErrorCode::invalid, key + ".config: " + plugin.error().message};
        plugins_.push_back(*std::move(plugin));
    }
    return {};
}

std::vector<std::string> Plugins::names() const {
    std::vector<std::string> names;
    for (const sdk::Plugin& plugin : plugins_)
        names.push_back(std::string(plugin.name()) + " " + std::string(plugin.version()));
    return names;
}

}  // namespace neo::host
