#include "changes_page.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace neo::sql {
namespace {

using ports::ChangesFilter;
using ports::ChangesPage;
using ports::MappingChange;

#define NEO_CHANGE_COLUMNS "id, kind, organization, target_organization, value_before, value_after, actor, changed_at"

// So many organizations are asked for in one statement, each in a range of its own.
constexpr std::size_t few_organizations = 50;
// The changes of more are found among everybody's, of which a page looks at the newest.
constexpr std::size_t most_asked_organizations = 200;
constexpr std::size_t most_looked_at = 500;

MappingChange read_change(Row& row) {
    return {row.text(),          row.text(),          row.text(), row.optional_text(),
            row.optional_text(), row.optional_text(), row.text(), from_microseconds(row.integer())};
}

// " AND …" for all that is asked for but the organizations.
std::string conditions_of(const ChangesFilter& filter) {
    std::string conditions;
    if (filter.actor) conditions += " AND actor = :actor";
    if (filter.from) conditions += " AND changed_at >= :begin";
    if (filter.to) conditions += " AND changed_at < :end";
    if (!filter.before.empty()) conditions += " AND id < :before";
    if (!filter.not_before.empty()) conditions += " AND id >= :not_before";
    return conditions;
}

// The newest `most` of all ranges, newest first. The ranges are conditions with these parameters.
std::vector<MappingChange> newest_of(Connection& connection, const ChangesFilter& filter,
                                     std::span<const std::string> ranges, Parameters parameters, std::size_t most) {
    const std::string conditions = conditions_of(filter);
    std::string sql;
    for (const std::string& range : ranges) {
        if (!sql.empty()) sql += " UNION ALL ";
        sql.append("SELECT " NEO_CHANGE_COLUMNS " FROM (SELECT " NEO_CHANGE_COLUMNS " FROM mapping_changes WHERE ");
        sql.append(range).append(conditions).append(" ORDER BY id DESC LIMIT :most) side");
        sql.append(std::to_string(sql.size()));
    }
    if (ranges.size() > 1) sql += " ORDER BY id DESC LIMIT :most";
    if (filter.actor) parameters.emplace_back("actor", *filter.actor);
    if (filter.from) parameters.emplace_back("begin", to_microseconds(*filter.from));
    if (filter.to) parameters.emplace_back("end", to_microseconds(*filter.to));
    if (!filter.before.empty()) parameters.emplace_back("before", filter.before);
    if (!filter.not_before.empty()) parameters.emplace_back("not_before", filter.not_before);
    parameters.emplace_back("most", static_cast<std::int64_t>(most));
    return connection.all_once({"registrations.changes.select", sql}, parameters, read_change);
}

std::vector<MappingChange> newest_of_all(Connection& connection, const ChangesFilter& filter, std::size_t most) {
    const std::string all = "1 = 1";
    return newest_of(connection, filter, {&all, 1}, {}, most);
}

// A few organizations at a time, none below the `most` newest of those before.
std::vector<MappingChange> newest_of_each(Connection& connection, ChangesFilter filter, std::size_t most) {
    const std::vector<std::string> organizations = *std::move(filter.organizations);
    std::vector<MappingChange> found;
    for (std::span<const std::string> left = organizations; !left.empty();) {
        const auto few = left.first(std::min(left.size(), few_organizations));
        left = left.subspan(few.size());
        std::vector<std::string> names;
        std::vector<std::string> ranges;
        for (std::size_t at = 0; at < few.size(); ++at) {
            names.push_back("p" + std::to_string(at));
            ranges.push_back("organization = :" + names.back());
        }
        Parameters parameters;
        for (std::size_t at = 0; at < few.size(); ++at)
            parameters.emplace_back(names[at], few[at]);
        std::ranges::move(newest_of(connection, filter, ranges, std::move(parameters), most),
                          std::back_inserter(found));
        std::ranges::sort(found, std::greater<>(), &MappingChange::id);
        if (found.size() < most) continue;
        found.resize(most);
        filter.not_before = found.back().id;
    }
    return found;
}

ChangesPage newest_among_all(Connection& connection, const ChangesFilter& filter) {
    ChangesPage page{newest_of_all(connection, filter, most_looked_at), std::nullopt};
    if (page.items.size() == most_looked_at) page.next = page.items.back().id;
    const std::unordered_set<std::string> asked(filter.organizations->begin(), filter.organizations->end());
    std::erase_if(page.items, [&](const MappingChange& change) { return !asked.contains(change.organization); });
    return page;
}

}  // namespace

ChangesPage select_changes_page(Connection& connection, const ChangesFilter& filter) {
    const auto wanted = static_cast<std::size_t>(filter.limit);
    ChangesPage page;
    if (!filter.organizations) {
        page.items = newest_of_all(connection, filter, wanted + 1);
    } else if (filter.organizations->size() <= most_asked_organizations) {
        page.items = newest_of_each(connection, filter, wanted + 1);
    } else {
        page = newest_among_all(connection, filter);
    }
    if (page.items.size() > wanted) {
        page.items.resize(wanted);
        page.next = page.items.back().id;
    }
    return page;
}

}  // namespace neo::sql
