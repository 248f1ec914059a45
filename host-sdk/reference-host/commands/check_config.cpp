#include "../file.hpp"
#include "../front/plugins.hpp"
#include "../platform/platform_file.hpp"
#include "commands.hpp"
#include "open_secrets.hpp"
#include "steps.hpp"

#include <iostream>

namespace neo::host {

int check_config(const std::filesystem::path& file) {
    const auto config = load_config(file);
    if (!config) return fail(config.error());
    warn_of_open_secrets(config->file, config->platform_file);
    std::cout << "configuration  " << config->file.string() << "\n"
              << "listen         " << config->address << " port " << config->port << "\n"
              << "limits         " << config::told(config->limits) << "\n"
              << "cluster        " << config->cluster << "\n";

    if (config->platform_file) {
        const auto text = read_file(*config->platform_file);
        if (!text) return fail({text.error().code, "platform_file: " + text.error().message});
        const auto platform = read_platform(*text, config->cluster);
        if (!platform)
            return fail({platform.error().code,
                         "platform_file: " + config->platform_file->string() + ": " + platform.error().message});
        std::cout << "platform_file  " << config->platform_file->string() << ": " << platform->organizations.size()
                  << " organizations, " << platform->users.size() << " users, " << platform->dataflows.size()
                  << " dataflows\n";
    }

    const auto store = open_store(*config);
    if (!store) return fail(store.error());
    std::cout << "store          " << config->store.backend << ", schema version " << store->schema_version << "\n";

    Plugins plugins(*store->pool, *config, NEO_HOST_NO_BACKGROUND);
    if (const auto started = plugins.start(); !started) return fail(started.error());
    for (std::size_t i = 0; i < config->plugins.size(); ++i) {
        const sdk::Plugin& plugin = plugins.running()[i];
        std::cout << "plugin         " << plugin.name() << " " << plugin.version() << " from "
                  << config->plugins[i].library.string() << "\n";
    }
    std::cout << "everything answers" << std::endl;
    return 0;
}

}  // namespace neo::host
