#include "commands.hpp"

#include <host-sdk/cli/request.hpp>
#include <host-sdk/cli/server/api.hpp>
#include <host-sdk/cli/text/promotion_text.hpp>
#include <host-sdk/cli/text/table.hpp>
#include <host-sdk/cli/text/view.hpp>
#include <host-sdk/cli/text/where_text.hpp>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <memory>
#include <unistd.h>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr std::size_t shown_digits = 12;  // of a hash: enough to tell two apart

// What became of a version since it came there.
std::string since_it_came(const json::value& hop, bool is_written_there) {
    if (is_written_there) return "written there";
    const json::value& identical = member(hop, "identical");
    if (identical.is_bool()) return identical.get_bool() ? "identical" : "changed";
    return said(member(hop, "promotion")).empty() ? "not told" : "not known";
}

ExitCode origin(const std::string& of, const Settings& settings) {
    const Reference version = read_version("--of", of);
    Api api(connection_of(settings));
    const Document answer = must([&] { return api.origin(version.organization, version.dataflow, *version.version); });
    if (settings.json) {
        print_json(answer.text);
        return done;
    }
    const json::array& hops = elements(member(answer.value, "hops"));
    const bool is_complete = member(answer.value, "complete") == json::value(true);
    Table table({"VERSION", "SINCE IT CAME", "WHEN (UTC)", "BY", "HASH", "PROMOTION"});
    for (const json::value& hop : hops)
        table.add({version_text(hop), since_it_came(hop, is_complete && &hop == &hops.back()),
                   time_text(member(hop, "at")), person_text(member(hop, "actor"), member(hop, "actor_name")),
                   said(member(hop, "content_hash")).substr(0, shown_digits), said(member(hop, "promotion"))});
    const Paint paint(STDOUT_FILENO);
    const std::string end = is_complete
                                ? paint.good("complete") + ": back to where it was written"
                                : paint.careful("not complete") + ": the way goes on behind what you may not see";
    print(fmt::format("{}{}\n", table.text(paint), end));
    return done;
}

}  // namespace

Command add_origin(CLI::App& app, const Settings& settings) {
    const auto of = std::make_shared<std::string>();
    CLI::App* const parser = app.add_subcommand("origin", "the way of a version back to where it was written");
    parser->add_option("--of", *of, "the version")->type_name("ORGANIZATION/DATAFLOW@VERSION")->required();
    return {parser, [of, &settings] { return origin(*of, settings); }};
}

}  // namespace neo::cli
