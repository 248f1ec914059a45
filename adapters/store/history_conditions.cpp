#include "history_conditions.hpp"

#include <algorithm>

namespace neo::sql {
namespace {

using ports::HistoryFilter;
using Role = HistoryFilter::Role;

Role role_of(const HistoryFilter& filter) {
    return filter.organization ? filter.role : Role::any;
}

// The condition on a promotion whose one side is the one that is asked about, out of its parts; empty when nothing is
// asked of a side.
std::string on_side(const HistoryFilter& filter, std::string_view organization, std::string_view other,
                    std::string_view dataflow, std::string_view version) {
    std::string all;
    const auto add = [&all](bool asked, std::string_view condition) {
        if (asked) all.append(all.empty() ? "(" : " AND ").append(condition);
    };
    add(filter.organization.has_value(), organization);
    add(filter.other_organization.has_value(), other);
    add(filter.dataflow.has_value(), dataflow);
    add(filter.version.has_value(), version);
    return all.empty() ? all : all + ")";
}

// The ranges of the sides that are asked for.
std::vector<std::string> of_sides(const HistoryFilter& filter, std::string source, std::string target) {
    std::vector<std::string> ranges;
    if (role_of(filter) != Role::target) ranges.push_back(std::move(source));
    if (role_of(filter) != Role::source) ranges.push_back(std::move(target));
    return ranges;
}

Way by_organization(const HistoryFilter& filter) {
    std::string source = "source_organization = :organization";
    std::string target = "target_organization = :organization";
    if (filter.dataflow) {
        source += " AND source_dataflow = :dataflow";
        target += " AND target_dataflow = :dataflow";
        if (filter.version) source += " AND source_version = :version";
    }
    const bool says_version = !filter.version || (filter.dataflow && filter.role == Role::source);
    return {of_sides(filter, std::move(source), std::move(target)),
            says_version && !filter.other_organization && !filter.actor};
}

}  // namespace

bool asks_of_rows(const HistoryFilter& filter) {
    return filter.status || filter.standing || filter.target_type;
}

std::vector<Way> ways_of(const HistoryFilter& filter) {
    std::vector<Way> ways;
    const bool of_a_side = filter.dataflow || filter.version;
    if (filter.organization) ways.push_back(by_organization(filter));
    if (filter.other_organization) {
        ways.push_back({of_sides(filter, "target_organization = :other", "source_organization = :other"),
                        !filter.organization && !filter.actor && !of_a_side});
    }
    const bool of_an_organization = filter.organization || filter.other_organization || of_a_side;
    if (filter.actor) ways.push_back({{"actor = :actor"}, !of_an_organization});
    if (filter.ticket) ways.push_back({{"ticket = :ticket"}, !of_an_organization && !filter.actor});
    if (ways.empty()) ways.push_back({{"1 = 1"}, !of_a_side});
    for (Way& way : ways) {
        way.says_all = way.says_all && !asks_of_rows(filter) && !filter.visible_organizations &&
                       (!filter.ticket || way.ranges.front() == "ticket = :ticket");
        for (std::string& range : way.ranges)
            range += id_bounds(filter);
    }
    return ways;
}

std::string conditions_of(const HistoryFilter& filter) {
    std::string conditions = "1 = 1";
    const auto add = [&conditions](bool asked, const std::string& condition) {
        if (asked) conditions += " AND " + condition;
    };
    const std::string source = on_side(filter, "source_organization = :organization", "target_organization = :other",
                                       "source_dataflow = :dataflow", "source_version = :version");
    const std::string target =
        on_side(filter, "target_organization = :organization", "source_organization = :other",
                "target_dataflow = :dataflow", "(approved_version = :version OR draft_version = :version)");
    const Role role = role_of(filter);
    add(!source.empty(), role == Role::source   ? source
                         : role == Role::target ? target
                                                : "(" + source + " OR " + target + ")");
    add(filter.status.has_value(), "status = :status");
    add(filter.actor.has_value(), "actor = :actor");
    add(filter.ticket.has_value(), "ticket = :ticket");
    add(filter.standing.has_value(), "standing = :standing");
    add(filter.target_type.has_value(),
        "target_organization IN (SELECT organization FROM registrations WHERE type = :type)");
    add(filter.from.has_value(), "requested_at >= :begin");
    add(filter.to.has_value(), "requested_at < :end");
    return conditions + id_bounds(filter);
}

std::string id_bounds(const HistoryFilter& filter) {
    std::string bounds;
    if (!filter.before.empty()) bounds += " AND id < :before";
    if (!filter.not_before.empty()) bounds += " AND id >= :not_before";
    return bounds;
}

Parameters parameters_in(std::string_view sql, const HistoryFilter& filter) {
    Parameters parameters;
    const auto add = [&](std::string_view name, const auto& value) {
        if (sql.find(":" + std::string(name)) != std::string_view::npos) parameters.emplace_back(name, value);
    };
    if (filter.organization) add("organization", *filter.organization);
    if (filter.other_organization) add("other", *filter.other_organization);
    if (filter.dataflow) add("dataflow", *filter.dataflow);
    if (filter.version) add("version", *filter.version);
    if (filter.status) add("status", ports::to_text(*filter.status));
    if (filter.actor) add("actor", *filter.actor);
    if (filter.ticket) add("ticket", *filter.ticket);
    if (filter.standing) add("standing", domain::to_text(*filter.standing));
    if (filter.target_type) add("type", domain::to_text(*filter.target_type));
    if (filter.from) add("begin", to_microseconds(*filter.from));
    if (filter.to) add("end", to_microseconds(*filter.to));
    add("before", filter.before);
    add("not_before", filter.not_before);
    return parameters;
}

}  // namespace neo::sql
