#include "../store/copy.hpp"

#include "../config/database.hpp"
#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "commands.hpp"
#include "steps.hpp"

#include <adapters/copy_store.hpp>
#include <neo/host/cpp/loader.hpp>

#include <fmt/format.h>

#include <iostream>
#include <optional>
#include <unistd.h>

namespace neo::host {

namespace {

// One line on a terminal, written over and over.
void show(const sql::CopyProgress& progress) {
    static const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
    if (!is_terminal) return;
    constexpr std::int64_t width = 30;
    const std::int64_t filled = progress.total == 0 ? width : progress.rows * width / progress.total;
    std::cerr << fmt::format("\r\033[K{:<20} {:#<{}}{:.<{}} {}/{}", progress.table, "", filled, "", width - filled,
                             progress.rows, progress.total)
              << std::flush;
    if (progress.rows == progress.total) std::cerr << "\r\033[K";
}

void print(const std::string& whose, const std::vector<sql::TableSum>& sums) {
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

result<void> copy_plugin(const Config& from, const Config& to) {
    const auto source = plugin_database(from);
    if (!source) return source.error();
    const auto target = plugin_database(to);
    if (!target) return target.error();
    if (!*source) return {};
    if (!*target)
        return Error{ErrorCode::invalid, to.file.string() + ": plugins: " + std::string(known_plugin) +
                                             " is missing, whose data is to go there"};
    const auto sums = sql::copy_store(**source, **target, show);
    if (!sums) return Error{sums.error().code, std::string(known_plugin) + ": " + sums.error().message};
    print("plugin", *sums);
    return {};
}

}  // namespace

int copy(const std::filesystem::path& from_file, const std::filesystem::path& to_file) {
    const auto from = load_config(from_file);
    if (!from) return fail(from.error());
    const auto to = load_config(to_file);
    if (!to) return fail(to.error());

    const auto sums = store::copy(from->store, to->store, show);
    if (!sums) return fail({sums.error().code, "store: " + sums.error().message});
    print("host", *sums);
    if (const auto copied = copy_plugin(*from, *to); !copied) return fail(copied.error());
    std::cout << "source and target hold the same" << std::endl;
    return 0;
}

}  // namespace neo::host
