#include "../front/front.hpp"
#include "../http/descriptors.hpp"
#include "../http/server.hpp"
#include "../log.hpp"
#include "commands.hpp"
#include "open_secrets.hpp"
#include "steps.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <iostream>

namespace neo::host {

namespace {

// For the security log: what matters to who reads it, without connections, which may hold secrets.
boost::json::object configuration_of(const Config& config, const http::Server& server, const Plugins& plugins) {
    boost::json::array started;
    for (const sdk::Plugin& plugin : plugins.running())
        started.push_back({{"name", plugin.name()}, {"version", plugin.version()}});
    return {{"file", config.file.string()},
            {"version", NEO_VERSION},
            {"listen", server.address()},
            {"public_url", config.public_url.origin + config.public_url.path},
            {"store", config.store.backend},
            {"plugins", std::move(started)},
            {"session_idle_minutes", config.sessions.idle.count()},
            {"session_hours", config.sessions.longest.count()},
            {"log_ins_per_minute",
             {{"address", config.limits.log_ins_per_minute.of_address},
              {"account", config.limits.log_ins_per_minute.of_account}}}};
}

}  // namespace

int serve(const std::filesystem::path& file) {
    const auto config = load_config(file);
    if (!config) return fail(config.error());
    warn_of_open_secrets(config->file, config->platform_file);

    // Before anything is changed in a database: a port that is taken is told first.
    http::ServerSettings settings;
    settings.address = config->address;
    settings.port = config->port;
    settings.secure = config->public_url.secure;
    settings.connections = http::with_descriptors_for(config->limits.connections);
    settings.connections_per_address = config->limits.connections_per_address;
    settings.bytes_in_flight = config->limits.bytes_in_flight;
    const auto server = http::Server::listen(settings);
    if (!server) return fail({server.error().code, config->file.string() + ": listen: " + server.error().message});

    const auto security_log = open_security_log(*config);
    if (!security_log) return fail(security_log.error());
    auto store = open_store(*config);
    if (!store) return fail(store.error());
    if (config->platform_file) {
        const auto imported = import_platform(*store->pool, *config, **security_log, *config->platform_file);
        if (!imported) return fail({imported.error().code, "platform_file: " + imported.error().message});
        log(LogLevel::info, "import", *imported);
    }

    Plugins plugins(*store->pool, *config);
    if (const auto started = plugins.start(); !started) return fail(started.error());
    for (const sdk::Plugin& plugin : plugins.running())
        log(LogLevel::info, "host", fmt::format("started the plugin {} {}", plugin.name(), plugin.version()));

    (*security_log)->write({"start", true, {}, {}, {}, configuration_of(*config, **server, plugins)});
    Front front(*store->pool, *config, store->schema_version, plugins, **security_log);
    (*server)->stop_on_signals();  // who reads that it listens may send one at once
    std::cout << "listening on http://" << (*server)->address() << std::endl;
    (*server)->run(front);
    log(LogLevel::info, "host", "stopped: every request in flight was answered");
    return 0;
}

}  // namespace neo::host
