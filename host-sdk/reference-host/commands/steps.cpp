#include "steps.hpp"

#include "../file.hpp"
#include "../log.hpp"
#include "../store/import.hpp"

#include <neo/host/cpp/loader.hpp>

#include <boost/json.hpp>

#include <iostream>
#include <utility>

namespace neo::host {

namespace {

// Sets `key` of the object `part` in the configuration of the known plugin. What is malformed stays so: the plugin says
// what is wrong with it.
void set_flag(Config& config, std::string_view part, std::string_view key, bool value) {
    for (PluginConfig& plugin : config.plugins) {
        const auto library = sdk::PluginLibrary::load(plugin.library);
        if (!library || library->name() != known_plugin) continue;
        boost::json::object document = boost::json::parse(plugin.config).as_object();
        boost::json::value& object = document[part];
        if (object.is_null()) object.emplace_object();
        if (object.is_object()) object.get_object()[key] = value;
        plugin.config = boost::json::serialize(document);
    }
}

}  // namespace

result<Config> read_configuration(const std::filesystem::path& file) {
    auto config = load_config(file);
    if (config && !config->migrate) set_flag(*config, "database", "migrate", false);
    return config;
}

Config without_background(Config config) {
    set_flag(config, "recovery", "background", false);
    return config;
}

Config without_changes(Config config) {
    config = without_background(std::move(config));
    config.store.migrate = false;
    set_flag(config, "database", "migrate", false);
    return config;
}

result<store::Opened> open_store(const Config& config) {
    auto opened = store::open(config.store);
    if (!opened) return Error{opened.error().code, config.file.string() + ": store: " + opened.error().message};
    return opened;
}

result<std::string> import_platform(sql::Pool& pool, const Config& config, const std::filesystem::path& file) {
    const auto text = read_file(file);
    if (!text) return Error{ErrorCode::invalid, "the platform file cannot be read: " + text.error().message};
    const auto platform = read_platform(*text, config.cluster);
    if (!platform) return Error{ErrorCode::invalid, file.string() + ": " + platform.error().message};
    for (const std::string& place : platform->unread)
        log(LogLevel::warning, "import", file.string() + ": " + place + " is not a known key and was ignored");
    const auto counts = store::import(pool, *platform);
    if (!counts) {
        const Fault& fault = counts.error();
        return Error{ErrorCode::invalid, file.string() + ": " + (fault.cause.empty() ? fault.message : fault.cause)};
    }
    for (const std::string& warning : counts->warnings)
        log(LogLevel::warning, "import", file.string() + ": " + warning);
    return store::to_text(*counts);
}

int fail(const Error& error) {
    std::cerr << "neo-host: " << error.message << std::endl;
    return 1;
}

}  // namespace neo::host
