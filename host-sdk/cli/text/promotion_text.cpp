#include "promotion_text.hpp"

#include "view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace neo::cli {
namespace json = boost::json;

std::string version_text(const json::value& reference) {
    const std::string organization = said(member(reference, "organization"));
    const std::string dataflow = said(member(reference, "dataflow"));
    const std::string version = said(member(reference, "version"));
    if (organization.empty()) return "(hidden)";
    return organization + (dataflow.empty() ? "" : "/" + dataflow) + (version.empty() ? "" : "@" + version);
}

std::string time_text(const json::value& time) {
    constexpr std::size_t seconds_end = 19;
    std::string text = said(time);
    if (text.size() < seconds_end || text[10] != 'T') return text;
    text[10] = ' ';
    return text.substr(0, seconds_end);
}

std::string failures_text(const json::value& failures, const Paint& paint) {
    std::string text;
    for (const json::value& failure : elements(failures)) {
        const std::string message = said(member(failure, "message"));
        text += fmt::format("  {}  {}\n", paint.bad(said(member(failure, "code"))),
                            message.empty() ? "of " + said(member(failure, "organization")) : message);
        if (const std::string remedy = said(member(failure, "remedy")); !remedy.empty()) text += "    " + remedy + "\n";
        if (const std::string changed = listed(member(failure, "changed")); !changed.empty())
            text += "    changed: " + changed + "\n";
    }
    return text;
}

std::string warnings_text(const json::value& warnings, const Paint& paint) {
    std::string text;
    for (const json::value& warning : elements(warnings))
        text +=
            fmt::format("  {}  {}\n", paint.careful(said(member(warning, "code"))), said(member(warning, "message")));
    return text;
}

std::string promotion_text(const json::value& promotion, const Paint& paint) {
    const std::string status = said(member(promotion, "status"));
    const json::value& target = member(promotion, "target");
    std::string text = fmt::format("{}  {} to {}\n", status == "succeeded" ? paint.good(status) : paint.bad(status),
                                   version_text(member(promotion, "source")), said(member(target, "organization")));
    if (status == "succeeded") {
        text += fmt::format("  dataflow {} in application {}: version {} is approved, version {} is a draft of it\n",
                            said(member(target, "dataflow")), said(member(target, "application")),
                            said(member(target, "approved_version")), said(member(target, "draft_version")));
        text += warnings_text(member(promotion, "warnings"), paint);
    }
    text += failures_text(member(promotion, "failures"), paint);
    return text + "  promotion " + said(member(promotion, "id")) + "\n";
}

std::string problem_text(const json::value& problem, const Paint& paint) {
    const json::value& failures = member(problem, "failures");
    std::string text =
        elements(failures).empty() ? "  " + said(member(problem, "detail")) + "\n" : failures_text(failures, paint);
    if (const std::string promotion = said(member(problem, "promotion")); !promotion.empty())
        text += "  promotion " + promotion + "\n";
    if (const json::value& now = member(problem, "preflight"); now.is_object())
        text += "\nHow it stands now:\n" + preflight_text(now, paint);
    return text;
}

}  // namespace neo::cli
