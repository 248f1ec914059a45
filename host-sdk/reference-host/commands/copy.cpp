#include "../store/copy.hpp"

#include "../config/database.hpp"
#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "commands.hpp"
#include "steps.hpp"

#include <adapters/open_database.hpp>
#include <adapters/store/copy_plan.hpp>
#include <neo/host/cpp/loader.hpp>

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <optional>
#include <unistd.h>

namespace neo::host {

namespace {

// One line on a terminal, written over and over.
void show(const sql::CopyProgress& progress) {
    static const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
    if (!is_terminal) return;
    constexpr std::int64_t width = 30;
    // A source that somebody changes can have fewer rows than were copied of it.
    const std::int64_t filled = progress.rows >= progress.total ? width : progress.rows * width / progress.total;
    std::cerr << fmt::format("\r\033[K{:<20} {:#<{}}{:.<{}} {}/{}", progress.table, "", filled, "", width - filled,
                             progress.rows, progress.total)
              << std::flush;
    if (progress.rows >= progress.total) std::cerr << "\r\033[K";
}

void print(std::string_view whose, const std::vector<sql::TableSum>& sums) {
    for (const sql::TableSum& sum : sums)
        std::cout << fmt::format("{:<8} {:<20} {:>9} rows  sha256 {}\n", whose, sum.table, sum.rows, sum.sha256);
}

// The database of the plugin whose tables are known; unset when the configuration has no such plugin.
result<std::optional<sql::DatabaseConfig>> plugin_database(const Config& config) {
    for (std::size_t i = 0; i < config.plugins.size(); ++i) {
        const PluginConfig& plugin = config.plugins[i];
        const std::string place = "plugins[" + std::to_string(i) + "]";
        const auto library = sdk::PluginLibrary::load(plugin.library);
        if (!library)
            return Error{ErrorCode::invalid,
                         config.file.string() + ": " + place + ".library: " + library.error().message};
        if (library->name() != known_plugin) continue;
        try {
            const boost::json::value document = json::parse(plugin.config);
            json::ObjectReader reader(document, place + ".config");
            return config::read_database(reader.required("database"), reader.place_of("database"), config.directory);
        } catch (const json::Malformed& error) {
            return Error{ErrorCode::invalid, config.file.string() + ": " + error.what()};
        }
    }
    return std::optional<sql::DatabaseConfig>();
}

// The databases of one configuration. An error names the key.
struct Databases {
    std::unique_ptr<sql::Pool> host;
    std::unique_ptr<sql::Pool> plugin;  // unset: there is no such plugin
};

result<Databases> open(const Config& config) {
    const auto plugin = plugin_database(config);
    if (!plugin) return plugin.error();
    Databases opened;
    auto host = sql::open_database(config.store);
    if (!host) return Error{host.error().code, config.file.string() + ": store: " + host.error().message};
    opened.host = *std::move(host);
    if (!*plugin) return opened;
    auto store = sql::open_database(**plugin);
    if (!store)
        return Error{store.error().code,
                     config.file.string() + ": " + std::string(known_plugin) + ": " + store.error().message};
    opened.plugin = *std::move(store);
    return opened;
}

}  // namespace

int copy(const std::filesystem::path& from_file, const std::filesystem::path& to_file) {
    const auto from_config = load_config(from_file);
    if (!from_config) return fail(from_config.error());
    const auto to_config = load_config(to_file);
    if (!to_config) return fail(to_config.error());
    const auto from = open(*from_config);
    if (!from) return fail(from.error());
    const auto to = open(*to_config);
    if (!to) return fail(to.error());
    if (from->plugin && !to->plugin)
        return fail({ErrorCode::invalid, to_config->file.string() + ": plugins: " + std::string(known_plugin) +
                                             " is missing, whose data is to go there"});

    std::vector<sql::CopiedDatabase> databases{{"host", *from->host, *to->host, store::copy_plan()}};
    if (from->plugin) databases.push_back({"plugin", *from->plugin, *to->plugin, sql::store_copy_plan()});
    const auto sums = sql::copy_databases(databases, show);
    if (!sums) return fail(sums.error());
    for (std::size_t i = 0; i < databases.size(); ++i)
        print(databases[i].name, (*sums)[i]);
    std::cout << "source and target hold the same" << std::endl;
    return 0;
}

}  // namespace neo::host
