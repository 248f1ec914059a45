#include "promotion_text.hpp"
#include "view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <utility>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> long_words{{
    {"new", "nothing there has this trigger"},
    {"unrelated", "a dataflow there has this trigger, and nothing came to it by a promotion"},
    {"current", "both sides are what arrived last"},
    {"behind", "only the source changed since"},
    {"changed_there", "only the target changed since"},
    {"diverged", "both sides changed since"},
}};

std::string line(std::string_view name, const std::string& text) {
    return text.empty() ? "" : fmt::format("  {:<14}{}\n", name, text);
}

std::string standing_of(const json::value& preflight) {
    const std::string standing = said(member(preflight, "standing"));
    for (const auto& known : long_words) {
        if (known.first == standing) return fmt::format("{}: {}", standing, known.second);
    }
    return standing;
}

std::string route_of(const json::value& route) {
    if (!route.is_object()) return {};
    const std::string dataflow = said(member(route, "dataflow"));
    const std::string reason = said(member(route, "reason"));
    return fmt::format("application {}, {}{}", said(member(route, "application")),
                       dataflow.empty() ? "a new dataflow" : "dataflow " + dataflow,
                       reason.empty() ? "" : " (" + reason + ")");
}

std::string base_of(const json::value& base) {
    if (!base.is_object()) return {};
    return fmt::format("{} as version {}, {} UTC", version_text(member(base, "source")),
                       said(member(base, "approved_version")), time_text(member(base, "finished_at")));
}

std::string block_names(const json::value& blocks) {
    std::string names;
    for (const json::value& block : elements(blocks)) {
        const std::string id = said(member(block, "id"));
        const std::string name = said(member(block, "name"));
        names += (names.empty() ? "" : ", ") + (name.empty() || name == id ? id : fmt::format("{} ({})", name, id));
    }
    return names;
}

// A line for each kind of difference that there is.
std::string differences_of(const json::value& changes) {
    const json::value& blocks = member(changes, "blocks");
    const json::value& connections = member(changes, "connections");
    std::string lines;
    for (const char* const kind : {"added", "changed", "removed"}) {
        const json::value& some = member(blocks, kind);
        if (elements(some).empty()) continue;
        lines += line("", fmt::format("blocks {}: {}, {}", kind, elements(some).size(), block_names(some)));
    }
    for (const char* const kind : {"added", "removed"}) {
        const std::size_t count = elements(member(connections, kind)).size();
        if (count > 0) lines += line("", fmt::format("connections {}: {}", kind, count));
    }
    if (member(changes, "order") == json::value(true)) lines += line("", "the order of the blocks");
    for (const char* const of : {"module", "global"}) {
        if (const json::value& change = member(changes, of); change.is_object())
            lines +=
                line("", fmt::format("{}: {} instead of {}", of, printable(json::serialize(member(change, "after"))),
                                     printable(json::serialize(member(change, "before")))));
    }
    return lines;
}

std::string changes_of(std::string_view name, const json::value& changes) {
    if (!changes.is_object()) return {};
    const std::string version = said(member(member(changes, "against"), "version"));
    const std::string lines = differences_of(changes);
    const std::string against = version.empty() ? "nothing is there yet" : "against version " + version;
    return line(name, lines.empty() ? against + ": none" : against) + lines;
}

// What their people made since something arrived, which would not be in the new version.
std::string left_behind(const json::value& changes) {
    const std::string lines = differences_of(changes);
    if (lines.empty()) return {};
    return line("left behind",
                "what their people did since version " + said(member(member(changes, "against"), "version"))) +
           lines;
}

// What should not cross as it is, and where it stands; its value is nowhere told.
std::string findings_of(const json::value& preflight) {
    const json::array& findings = elements(member(preflight, "findings"));
    std::string lines;
    for (const json::value& finding : findings) {
        lines += line("", fmt::format("{} at {}: {}", said(member(finding, "code")), said(member(finding, "pointer")),
                                      said(member(finding, "message"))));
        lines += line("", "  " + said(member(finding, "remedy")));
    }
    if (lines.empty()) return {};
    const std::string total = said(member(preflight, "findings_total"));
    const std::string shown = std::to_string(findings.size());
    return line("findings", total.empty() || total == shown ? shown : fmt::format("{} of {}", shown, total)) + lines;
}

}  // namespace

std::string preflight_text(const json::value& preflight, const Paint& paint) {
    const bool is_promotable = member(preflight, "promotable") == json::value(true);
    std::string text = "  " + (is_promotable ? paint.good("can be promoted") : paint.bad("cannot be promoted")) + "\n";
    text += failures_text(member(preflight, "failures"), paint);
    text += warnings_text(member(preflight, "warnings"), paint);
    text += line("goes to", route_of(member(preflight, "route")));
    text += line("standing", standing_of(preflight));
    text += line("arrived last", base_of(member(preflight, "base")));
    text += changes_of("changes", member(preflight, "changes"));
    if (const json::value& live = member(preflight, "live"); live.is_object()) {
        text += line("live there", "version " + said(member(live, "version")));
        text += changes_of("", member(live, "changes"));
    }
    text += left_behind(member(preflight, "their_changes"));
    text += line("both changed", listed(member(member(preflight, "overlap"), "blocks")));
    text += findings_of(preflight);
    text += line("hidden", listed(member(preflight, "hidden")));
    return text;
}

}  // namespace neo::cli
