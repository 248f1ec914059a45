#include "commands.hpp"

#include <host-sdk/cli/request.hpp>
#include <host-sdk/cli/server/promotions.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <limits>
#include <memory>
#include <set>
#include <unistd.h>
#include <utility>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

ExitCode where(const std::string& from, const Settings& settings) {
    const Reference source = read_reference(from);
    const Filter filter{{"organization", source.organization},
                        {"role", "source"},
                        {"dataflow", source.dataflow},
                        {"version", source.version ? std::to_string(*source.version) : ""},
                        {"status", "succeeded"}};
    Api api(connection_of(settings));
    Table table({"TARGET", "DATAFLOW", "FROM VERSION", "AS VERSION", "WHEN (UTC)", "BY"});
    std::vector<std::string> items;
    std::set<std::pair<std::string, std::string>> seen;
    std::size_t hidden = 0;
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    each_promotion(api, filter, all, [&](const json::value& one, std::string_view text) {
        const json::value& target = member(one, "target");
        const std::string organization = said(member(target, "organization"));
        const std::string dataflow = said(member(target, "dataflow"));
        if (organization.empty()) {
            ++hidden;
            return;
        }
        // They come newest first.
        if (!seen.emplace(organization, dataflow).second) return;
        items.emplace_back(text);
        table.add({organization, dataflow, said(member(member(one, "source"), "version")),
                   said(member(target, "approved_version")), time_text(member(one, "finished_at")),
                   said(member(one, "actor"))});
    });
    if (settings.json) {
        print_json(page_of(items, "null"));
        return done;
    }
    print(table.text(Paint(STDOUT_FILENO)));
    if (hidden > 0) print(fmt::format("and {} promotions to where you may not look\n", hidden));
    return done;
}

}  // namespace

Command add_where(CLI::App& app, const Settings& settings) {
    const auto from = std::make_shared<std::string>();
    CLI::App* const parser =
        app.add_subcommand("where", "where the versions of a dataflow went: the newest in each target");
    parser->add_option("--from", *from, "the dataflow, or one version of it")
        ->type_name("ORGANIZATION/DATAFLOW[@VERSION]")
        ->required();
    return {parser, [from, &settings] { return where(*from, settings); }};
}

}  // namespace neo::cli
