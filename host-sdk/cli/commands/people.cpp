#include "commands.hpp"

#include <host-sdk/cli/server/pages.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <unistd.h>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

struct Options {
    std::string organization;
    std::string search;
};

ExitCode people(const Options& options, const Settings& settings) {
    Api api(connection_of(settings));
    std::vector<std::string> items;
    Table table({"USER", "NAME", "PERMISSIONS"});
    const auto ask = [&](const std::string& query) { return api.people(options.organization, query); };
    const Document last =
        each_item(ask, {{"search", options.search}}, all_items, [&](const json::value& one, std::string_view text) {
            items.emplace_back(text);
            table.add({said(member(one, "user")), said(member(one, "name")), listed(member(one, "permissions"))});
        });
    if (settings.json)
        print_json(page_of(last, items));
    else if (member(last.value, "told") == false)
        print("the host does not say who holds permissions: ask its administrator\n");
    else
        print(table.text(Paint(STDOUT_FILENO)));
    return done;
}

}  // namespace

Command add_people(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser = app.add_subcommand("people", "who holds which of Neo's permissions in an organization");
    parser->add_option("ORGANIZATION", options->organization, "where")->type_name("ORGANIZATION")->required();
    parser->add_option("--search", options->search, "part of a person's id or name")->type_name("TEXT");
    return {parser, [options, &settings] { return people(*options, settings); }};
}

}  // namespace neo::cli
