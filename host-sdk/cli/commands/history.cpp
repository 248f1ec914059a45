#include "commands.hpp"

#include <host-sdk/cli/server/pages.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>
#include <host-sdk/cli/text/where_text.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <unistd.h>
#include <vector>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr int most_items = 1'000'000;

struct Options {
    std::string organization;
    std::string role;
    std::string dataflow;
    std::string version;
    std::string status;
    std::string actor;
    std::string actor_name;
    std::string ticket;
    std::string reason;
    std::string standing;
    std::string type;
    std::string from;
    std::string to;
    int limit = 50;
    bool all = false;

    Filter filter() const {
        return {{"organization", organization},
                {"role", role},
                {"dataflow", dataflow},
                {"version", version},
                {"status", status},
                {"actor", actor},
                {"actor_name", actor_name},
                {"ticket", ticket},
                {"reason", reason},
                {"standing", standing},
                {"type", type},
                {"from", from},
                {"to", to}};
    }
};

std::string target_of(const json::value& promotion) {
    const json::value& target = member(promotion, "target");
    const std::string version = said(member(target, "approved_version"));
    return version_text(target) + (version.empty() ? "" : "@" + version);
}

// Why it was promoted, or why not.
std::string why(const json::value& promotion) {
    std::string codes;
    for (const json::value& failure : elements(member(promotion, "failures")))
        codes += (codes.empty() ? "" : ", ") + said(member(failure, "code"));
    return codes.empty() ? said(member(promotion, "reason")) : codes;
}

ExitCode history(const Options& options, const Settings& settings) {
    Api api(connection_of(settings));
    Table table({"WHEN (UTC)", "STATUS", "FROM", "TO", "BY", "TICKET", "WHY", "PROMOTION"});
    std::vector<std::string> items;
    const std::size_t most = options.all ? all_items : static_cast<std::size_t>(options.limit);
    const auto ask = [&](const std::string& query) { return api.promotions(query); };
    const Document last = each_item(ask, options.filter(), most, [&](const json::value& one, std::string_view text) {
        if (settings.json)
            items.emplace_back(text);
        else
            table.add({time_text(member(one, "requested_at")), said(member(one, "status")),
                       version_text(member(one, "source")), target_of(one), said(member(one, "actor")),
                       said(member(one, "ticket")), why(one), said(member(one, "id"))});
    });
    if (settings.json)
        print_json(page_of(last, items));
    else
        print(table.text(Paint(STDOUT_FILENO)));
    return done;
}

}  // namespace

Command add_history(CLI::App& app, const Settings& settings) {
    const auto options = std::make_shared<Options>();
    CLI::App* const parser = app.add_subcommand("history", "who promoted what where, newest first");
    const auto add = [&](const char* name, std::string& text, const char* type, const char* description) {
        return parser->add_option(name, text, description)->type_name(type);
    };
    add("--organization", options->organization, "ORGANIZATION",
        "only what touches it; all that you may view if left out");
    add("--role", options->role, "ROLE", "what the organization was in it")
        ->check(CLI::IsMember({"source", "target", "any"}));
    add("--dataflow", options->dataflow, "DATAFLOW", "on the side of the organization");
    add("--version", options->version, "VERSION", "of that dataflow");
    add("--status", options->status, "STATUS", "what came of it")
        ->check(CLI::IsMember({"succeeded", "failed", "refused", "in_progress"}));
    add("--actor", options->actor, "USER", "who promoted");
    add("--actor-name", options->actor_name, "WORDS",
        "who promoted, by words in any order and in any case that are all in the id or the name");
    add("--ticket", options->ticket, "TEXT", "the ticket in the record");
    add("--reason", options->reason, "TEXT", "a part of the reason in the record, whatever its case");
    add("--standing", options->standing, "STANDING", "how the target stood when it was asked for")
        ->check(CLI::IsMember(standings));
    add("--type", options->type, "TYPE", "to organizations of this type")->check(CLI::IsMember(organization_types));
    add("--from", options->from, "TIME", "asked for then or later, as 2026-11-23T15:10:00Z");
    add("--to", options->to, "TIME", "asked for before");
    CLI::Option* const limit = parser->add_option("--limit", options->limit, "how many, 50 if left out")
                                   ->type_name("COUNT")
                                   ->check(CLI::Range(1, most_items).description(""));
    parser->add_flag("--all", options->all, "all of them")->excludes(limit);
    return {parser, [options, &settings] { return history(*options, settings); }};
}

}  // namespace neo::cli
