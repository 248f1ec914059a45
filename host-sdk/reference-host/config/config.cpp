#include "config.hpp"

#include "../file.hpp"
#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "credentials_reader.hpp"
#include "environment.hpp"

#include <adapters/sql/config_reader.hpp>

#include <boost/asio/ip/address.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <variant>

namespace neo::host {

namespace {

namespace fs = std::filesystem;
using json::ObjectReader;

void read_listen(Config& config, const boost::json::value& value) {
    ObjectReader reader(value, "listen");
    config.address = reader.optional_text("address").value_or(config.address);
    boost::system::error_code error;
    boost::asio::ip::make_address(config.address, error);
    if (error) reader.refuse("address", "\"" + config.address + "\" is not an IP address");
    for (const std::string& proxy : reader.texts("trusted_proxies")) {
        const auto address = boost::asio::ip::make_address(proxy, error);
        if (error) reader.refuse("trusted_proxies", "\"" + proxy + "\" is not an IP address");
        config.trusted_proxies.push_back(address.to_string());
    }
    config.port = static_cast<std::uint16_t>(
        reader.optional_integer("port", 0, std::numeric_limits<std::uint16_t>::max()).value_or(config.port));
    reader.refuse_unread();
}

// Absolute, else beside the configuration, else in ../lib beside the executable.
fs::path find_library(ObjectReader& reader, const fs::path& directory) {
    const fs::path named = reader.text("library");
    std::error_code error;
    const fs::path executable = fs::read_symlink("/proc/self/exe", error);
    const std::array candidates{directory / named, executable.parent_path() / ".." / "lib" / named};
    std::string tried;
    for (const fs::path& candidate : candidates) {
        if (fs::is_regular_file(candidate, error)) return fs::weakly_canonical(candidate, error);
        if (!tried.ends_with(candidate.string())) tried += (tried.empty() ? "" : " or ") + candidate.string();
    }
    reader.refuse("library", "there is no file " + tried);
}

void read_public_url(Config& config, ObjectReader& reader) {
    const auto text = reader.optional_text("public_url");
    if (!text) return;
    auto url = config::read_public_url(*text);
    if (const auto* why = std::get_if<std::string>(&url))
        reader.refuse("public_url", *why + "; it is \"" + *text + "\"");
    config.public_url = std::get<PublicUrl>(std::move(url));
}

PluginConfig read_plugin(const boost::json::value& value, const std::string& place, const fs::path& directory) {
    ObjectReader reader(value, place);
    PluginConfig plugin;
    plugin.library = find_library(reader, directory);
    const boost::json::value* config = reader.find("config");
    if (config != nullptr && !config->is_object()) reader.refuse("config", "must be an object");
    plugin.config = config == nullptr ? "{}" : boost::json::serialize(*config);
    reader.refuse_unread();
    return plugin;
}

Config read_config(const boost::json::value& document, const fs::path& file) {
    Config config;
    config.file = file;
    config.directory = file.parent_path();
    ObjectReader reader(document, "");
    if (const auto* listen = reader.find("listen")) read_listen(config, *listen);
    read_public_url(config, reader);
    if (const auto* sessions = reader.find("sessions")) config.sessions = config::read_sessions(*sessions);
    if (const auto log = reader.optional_text("security_log")) config.security_log = config.directory / *log;
    if (const auto* limits = reader.find("limits")) config.limits = config::read_limits(*limits);
    config.cluster = reader.optional_text("cluster").value_or(config.cluster);
    if (config.cluster.empty()) reader.refuse("cluster", "must not be empty");
    ObjectReader store(reader.required("store"), "store");
    config.store = sql::read_database(store, config.directory);
    config.migrate = reader.optional_flag("migrate").value_or(true);
    config.store.migrate = config.store.migrate && config.migrate;
    if (const auto platform = reader.optional_text("platform_file")) {
        config.platform_file = config.directory / *platform;
        if (!fs::is_regular_file(*config.platform_file))
            reader.refuse("platform_file", "there is no file " + config.platform_file->string());
    }
    if (const auto* plugins = reader.optional_array("plugins")) {
        for (std::size_t i = 0; i < plugins->size(); ++i)
            config.plugins.push_back(
                read_plugin((*plugins)[i], "plugins[" + std::to_string(i) + "]", config.directory));
    }
    reader.refuse_unread();
    return config;
}

}  // namespace

result<Config> load_config(const fs::path& file) {
    std::error_code error;
    const fs::path absolute = fs::absolute(file, error);
    const auto text = read_file(absolute);
    if (!text) return Error{ErrorCode::invalid, "the configuration cannot be read: " + text.error().message};
    try {
        boost::json::value document = json::parse(*text);
        config::expand_environment(document, "");
        return read_config(document, absolute);
    } catch (const json::Malformed& malformed) {
        return Error{ErrorCode::invalid, absolute.string() + ": " + malformed.what()};
    }
}

}  // namespace neo::host
