#include "commands.hpp"

#include <host-sdk/cli/server/pages.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>
#include <host-sdk/cli/text/where_text.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <unistd.h>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

struct Options {
    std::string organization;
    std::string search;
    std::string application;
    bool behind = false;
};

// "5: 3 up to date, 2 behind" of the organizations of a type.
std::string cell_of(const json::value& counts) {
    const std::string all = said(member(counts, "organizations"));
    const std::string parts = counts_text(counts);
    return all.empty() || parts.empty() ? all : fmt::format("{}: {}", all, parts);
}

std::string heading_of(const std::string& type) {
    std::string heading = type_text(json::value(type));
    std::ranges::transform(heading, heading.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
    return heading;
}

// A row a dataflow, a column a type that any of them went to.
Table table_of(const std::vector<json::value>& rows) {
    Types types;
    for (const json::value& row : rows)
        types.merge(types_of(member(row, "types")));
    std::vector<std::string> headings{"DATAFLOW", "NAME", "NEWEST"};
    for (const std::string& type : types)
        headings.push_back(heading_of(type));
    Table table(std::move(headings));
    for (const json::value& row : rows) {
        std::vector<std::string> cells{said(member(row, "id")), said(member(row, "name")),
                                       said(member(row, "newest_version"))};
        for (const std::string& type : types)
            cells.push_back(cell_of(member(member(row, "types"), type)));
        table.add(std::move(cells));
    }
    return table;
}

ExitCode board(const Options& options, const Settings& settings) {
    Api api(connection_of(settings));
    std::vector<std::string> items;
    std::vector<json::value> rows;
    const auto ask = [&](const std::string& query) { return api.board(options.organization, query); };
    const Filter filter{
        {"search", options.search}, {"application", options.application}, {"behind", options.behind ? "true" : ""}};
    const Document last = each_item(ask, filter, all_items, [&](const json::value& one, std::string_view text) {
        if (settings.json)
            items.emplace_back(text);
        else
            rows.push_back(one);
    });
    if (settings.json)
        print_json(page_of(last, items));
    else
        print(table_of(rows).text(Paint(STDOUT_FILENO)));
    return done;
}

}  // namespace

Command add_board(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser =
        app.add_subcommand("board", "the dataflows of an organization against the types of those they went to");
    parser->add_option("ORGANIZATION", options->organization, "whose dataflows")->type_name("ORGANIZATION")->required();
    parser->add_option("--search", options->search, "part of a dataflow's id or name")->type_name("TEXT");
    parser->add_option("--application", options->application, "only dataflows of this application")
        ->type_name("APPLICATION");
    parser->add_flag("--behind", options->behind, "only dataflows that are not up to date everywhere");
    return {parser, [options, &settings] { return board(*options, settings); }};
}

}  // namespace neo::cli
