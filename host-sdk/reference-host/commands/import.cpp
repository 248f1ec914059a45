#include "commands.hpp"
#include "open_secrets.hpp"
#include "steps.hpp"

#include <iostream>

namespace neo::host {

int import_file(const std::filesystem::path& config_file, const std::filesystem::path& file) {
    const auto config = load_config(config_file);
    if (!config) return fail(config.error());
    warn_of_open_secrets(config->file, file);
    const auto security_log = open_security_log(*config);
    if (!security_log) return fail(security_log.error());
    const auto store = open_store(*config);
    if (!store) return fail(store.error());
    const auto counts = import_platform(*store->pool, *config, **security_log, file);
    if (!counts) return fail(counts.error());
    std::cout << *counts << std::endl;
    return 0;
}

}  // namespace neo::host
