#include "commands.hpp"

#include <host-sdk/cli/request.hpp>
#include <host-sdk/cli/server/pages.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>
#include <host-sdk/cli/text/where_text.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <memory>
#include <unistd.h>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

struct Options {
    std::string from;
    std::string type;
    std::string standing;
    std::string search;
};

ExitCode where(const Options& options, const Settings& settings) {
    const Reference source = read_reference(options.from);
    if (source.version)
        throw Failure(wrong_usage,
                      fmt::format("--from {} names a version: what is told is that of the whole dataflow, with the "
                                  "version that each target has",
                                  printable(options.from)));
    Api api(connection_of(settings));
    Table table({"TARGET", "TYPE", "DATAFLOW", "HOPS", "FROM VERSION", "APPROVED", "LIVE", "STANDING", "BEHIND",
                 "WHEN (UTC)", "BY"});
    std::vector<std::string> items;
    const auto ask = [&](const std::string& query) { return api.spread(source.organization, source.dataflow, query); };
    const Filter filter{{"type", options.type}, {"standing", options.standing}, {"search", options.search}};
    const Document last = each_item(ask, filter, all_items, [&](const json::value& one, std::string_view text) {
        if (settings.json)
            items.emplace_back(text);
        else
            table.add(
                {said(member(one, "organization")), type_text(member(one, "type")), said(member(one, "dataflow")),
                 said(member(one, "hops")), said(member(one, "source_version")), said(member(one, "approved_version")),
                 said(member(one, "live_version")), standing_text(member(one, "standing")), said(member(one, "behind")),
                 time_text(member(one, "promoted_at")), person_text(member(one, "actor"), member(one, "actor_name"))});
    });
    if (settings.json)
        print_json(page_of(last, items));
    else
        print(table.text(Paint(STDOUT_FILENO)) + summary_text(member(last.value, "summary")));
    return done;
}

}  // namespace

Command add_where(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser =
        app.add_subcommand("where", "where a dataflow went, over all hops, and how it stands there");
    parser->add_option("--from", options->from, "the dataflow")->type_name("ORGANIZATION/DATAFLOW")->required();
    parser->add_option("--type", options->type, "only organizations of this type")
        ->type_name("TYPE")
        ->check(CLI::IsMember(organization_types));
    parser->add_option("--standing", options->standing, "only where it stands so")
        ->type_name("STANDING")
        ->check(CLI::IsMember(standings));
    parser->add_option("--search", options->search, "part of an organization's id or name")->type_name("TEXT");
    return {parser, [options, &settings] { return where(*options, settings); }};
}

}  // namespace neo::cli
