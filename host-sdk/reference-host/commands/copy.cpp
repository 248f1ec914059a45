#include "../store/copy.hpp"

#include "../front/plugins.hpp"
#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "../log.hpp"
#include "commands.hpp"
#include "steps.hpp"

#include <adapters/open_database.hpp>
#include <neo/host/cpp/loader.hpp>
#include <neo/host/cpp/text.hpp>
#include <neo/host/hook/operations.h>

#include <fmt/format.h>

#include <iostream>
#include <limits>
#include <memory>
#include <unistd.h>
#include <utility>

namespace neo::host {

namespace {

using Sums = std::vector<sql::TableSum>;

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

void print(std::string_view whose, const Sums& sums) {
    for (const sql::TableSum& sum : sums)
        std::cout << fmt::format("{:<12} {:<20} {:>9} rows  sha256 {}\n", whose, sum.table, sum.rows, sum.sha256);
}

result<Sums> read_sums(const std::string& reply) {
    try {
        const boost::json::value document = json::parse(reply);
        json::ObjectReader reader(document, "");
        reader.required("tables");
        Sums sums;
        for (const boost::json::value& table : *reader.optional_array("tables")) {
            json::ObjectReader row(table, "tables");
            sums.push_back({row.text("name"), row.integer("rows", 0, std::numeric_limits<std::int64_t>::max()),
                            row.text("sha256")});
        }
        return sums;
    } catch (const json::Malformed& error) {
        return Error{ErrorCode::internal, std::string("its answer cannot be read: ") + error.what()};
    }
}

// A plugin of the source that copies its data itself, started for that, and where to.
struct PluginCopy {
    std::string name;
    std::unique_ptr<Plugins> plugin;
    const PluginConfig& target;
    const std::filesystem::path& directory;  // of the target's configuration

    // Copies, or only says whether it would.
    result<Sums> run(bool check_only) const {
        const auto operations = plugin->hook<neo_operations_1>();
        const neo_copy_progress progress{nullptr,
                                         [](void*, neo_text table, std::int64_t rows, std::int64_t total) noexcept {
                                             show({.table = sdk::view(table), .rows = rows, .total = total});
                                         }};
        std::string reply;
        const neo_status status =
            operations->copy(operations.context, sdk::borrow(target.config), sdk::borrow(directory.native()),
                             check_only ? 1 : 0, progress, sdk::append_to(reply));
        if (status != NEO_OK) return Error{ErrorCode::unavailable, reply};
        return read_sums(reply);
    }
};

// What the configuration `to` has for the plugin that calls itself `name`.
result<const PluginConfig*> find_plugin(const Config& to, std::string_view name) {
    for (std::size_t i = 0; i < to.plugins.size(); ++i) {
        const auto library = sdk::PluginLibrary::load(to.plugins[i].library);
        if (!library) {
            return Error{ErrorCode::invalid,
                         fmt::format("{}: plugins[{}].library: {}", to.file.string(), i, library.error().message)};
        }
        if (library->name() == name) return &to.plugins[i];
    }
    return Error{ErrorCode::invalid,
                 fmt::format("{}: plugins: {} is missing, whose data is to go there", to.file.string(), name)};
}

// Each plugin alone, so that several may have the hook. Nothing is changed in their databases by that.
result<std::vector<PluginCopy>> start_plugins(sql::Pool& pool, const Config& from, const Config& to) {
    std::vector<PluginCopy> copies;
    for (std::size_t i = 0; i < from.plugins.size(); ++i) {
        auto plugin = std::make_unique<Plugins>(pool, from, NEO_HOST_NO_MIGRATION | NEO_HOST_NO_BACKGROUND);
        if (auto started = plugin->start(i); !started) return started.error();
        const std::string name(plugin->running().front().name());
        if (!plugin->hook<neo_operations_1>()) {
            log(LogLevel::warning, "copy", "the plugin " + name + " cannot copy: what it keeps stays where it is");
            continue;
        }
        const auto target = find_plugin(to, name);
        if (!target) return target.error();
        copies.push_back({name, std::move(plugin), **target, to.directory});
    }
    return copies;
}

result<std::unique_ptr<sql::Pool>> open(const Config& config) {
    auto pool = sql::open_database(config.store);
    if (!pool) return Error{pool.error().code, config.file.string() + ": store: " + pool.error().message};
    return pool;
}

Error of(std::string_view whose, const Error& error) {
    return {error.code, fmt::format("{}: {}", whose, error.message)};
}

// Every target is asked before anything is written. The host's is marked until the last plugin's is whole: a host opens
// its own database before it starts a plugin.
result<std::vector<std::pair<std::string, Sums>>> copy_all(sql::DatabaseCopy& host,
                                                           const std::vector<PluginCopy>& plugins) {
    if (const auto checked = host.check(); !checked) return of("host", checked.error());
    for (const PluginCopy& plugin : plugins) {
        if (const auto checked = plugin.run(true); !checked) return of(plugin.name, checked.error());
    }
    if (const auto begun = host.begin(); !begun) return of("host", begun.error());
    auto copied = host.run(show);
    if (!copied) return of("host", copied.error());
    std::vector<std::pair<std::string, Sums>> all;
    all.emplace_back("host", *std::move(copied));
    for (const PluginCopy& plugin : plugins) {
        auto its = plugin.run(false);
        if (!its) return of(plugin.name, its.error());
        all.emplace_back(plugin.name, *std::move(its));
    }
    if (const auto finished = host.finish(); !finished) return of("host", finished.error());
    return all;
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
    const auto plugins = start_plugins(**from, *from_config, *to_config);
    if (!plugins) return fail(plugins.error());

    sql::DatabaseCopy host(**from, **to, store::copy_plan());
    const auto copied = copy_all(host, *plugins);
    if (!copied) return fail(copied.error());
    for (const auto& [whose, sums] : *copied)
        print(whose, sums);
    std::cout << "source and target hold the same" << std::endl;
    return 0;
}

}  // namespace neo::host
