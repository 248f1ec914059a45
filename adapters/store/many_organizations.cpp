#include "many_organizations.hpp"

#include "history_conditions.hpp"

#include <adapters/sql/text_table.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <utility>

namespace neo::sql {
namespace {

constexpr std::string_view source_column = "source_organization";
constexpr std::string_view target_column = "target_organization";

// The newest attempt of an organization on one side.
struct Head {
    std::string id;
    std::string_view column;
    std::string organization;
};

// Newest first, each once.
void put_in_order(std::vector<std::string>& ids) {
    std::ranges::sort(ids, std::greater<>());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// The newest `count` of `ids`, which are in order and were gathered down to `lowest`; empty: all.
Gathered newest_of(std::vector<std::string> ids, const std::string& lowest, std::size_t count) {
    Gathered gathered;
    if (!lowest.empty()) gathered.lowest = lowest;
    if (ids.size() >= count) {
        ids.resize(count);
        gathered.lowest = ids.back();
    }
    gathered.ids = std::move(ids);
    return gathered;
}

// So many are asked for in one statement, each in a range of its own.
constexpr std::size_t few_organizations = 16;

// The newest `count` of each side of each, not below `lowest`.
std::vector<std::string> newest_of_each(Connection& connection, const ports::HistoryFilter& filter,
                                        std::span<const std::string> organizations, const std::string& lowest,
                                        std::size_t count) {
    std::string sql;
    for (std::size_t at = 0; at < organizations.size(); ++at) {
        for (const std::string_view column : {source_column, target_column}) {
            sql.append(sql.empty() ? "SELECT id" : " UNION ALL SELECT id");
            sql.append(" FROM (SELECT id FROM promotions WHERE ").append(column).append(" = :p");
            sql.append(std::to_string(at)).append(" AND id >= :lowest").append(id_bounds(filter));
            sql.append(" ORDER BY id DESC LIMIT :most) side").append(std::to_string(sql.size()));
        }
    }
    Parameters parameters = parameters_in(sql, filter);
    parameters.emplace_back("lowest", lowest);
    parameters.emplace_back("most", static_cast<std::int64_t>(count));
    std::vector<std::string> names;
    for (std::size_t at = 0; at < organizations.size(); ++at)
        names.push_back("p" + std::to_string(at));
    for (std::size_t at = 0; at < organizations.size(); ++at)
        parameters.emplace_back(names[at], organizations[at]);
    return connection.all_once({"history.promotions.select_of_each", sql}, parameters,
                               [](Row& row) { return row.text(); });
}

// A few at a time, none below the `count` newest of those before.
Gathered gather_by_each(Connection& connection, const ports::HistoryFilter& filter, std::size_t count) {
    std::vector<std::string> ids;
    std::span<const std::string> left = *filter.visible_organizations;
    while (!left.empty()) {
        const auto few = left.first(std::min(left.size(), few_organizations));
        const std::string lowest = ids.size() < count ? std::string() : ids[count - 1];
        std::ranges::move(newest_of_each(connection, filter, few, lowest, count), std::back_inserter(ids));
        put_in_order(ids);
        left = left.subspan(few.size());
    }
    return newest_of(std::move(ids), {}, count);
}

class Gathering {
public:
    Gathering(Connection& connection, const ports::HistoryFilter& filter, std::size_t count)
        : connection_(connection), filter_(filter), count_(count) {}

    Gathered run() {
        std::vector<Head> heads = newest_heads();
        for (const std::string_view column : {source_column, target_column})
            reach(column, organizations_of(heads, column));
        std::vector<std::string> ids;
        for (const std::string_view column : {source_column, target_column})
            add_ids(ids, column, organizations_of(heads, column));
        put_in_order(ids);
        return newest_of(std::move(ids), lowest_, count_);
    }

private:
    // Of all organizations, but not those below `count` others: so many attempts are newer than all of theirs.
    std::vector<Head> newest_heads() {
        std::vector<Head> heads;
        const auto newest = [&](std::string_view column) {
            return "(SELECT id FROM promotions WHERE " + std::string(column) + " = organization" + id_bounds(filter_) +
                   " ORDER BY id DESC LIMIT 1)";
        };
        ask("history.promotions.select_heads", *filter_.visible_organizations,
            "organization, " + newest(source_column) + ", " + newest(target_column), "", [&](Row& row) {
                const std::string organization = row.text();
                for (const std::string_view column : {source_column, target_column}) {
                    if (auto id = row.optional_text()) heads.push_back({*std::move(id), column, organization});
                }
                return 0;
            });
        std::ranges::sort(heads, std::greater<>(), &Head::id);
        std::size_t attempts = 0;
        for (auto head = heads.begin(); head != heads.end(); ++head) {
            if (head == heads.begin() || head->id != std::prev(head)->id) ++attempts;
            if (attempts < count_) continue;
            lowest_ = head->id;
            heads.erase(std::ranges::upper_bound(heads, lowest_, std::greater<>(), &Head::id), heads.end());
            break;
        }
        return heads;
    }

    // Of one organization no more than `count` are gathered.
    void reach(std::string_view column, const std::vector<std::string>& organizations) {
        ask("history.promotions.select_reach", organizations,
            "(SELECT id FROM promotions WHERE " + std::string(column) + " = organization AND id >= :lowest" +
                id_bounds(filter_) + " ORDER BY id DESC LIMIT 1 OFFSET " + std::to_string(count_ - 1) + ")",
            "", [&](Row& row) {
                if (auto id = row.optional_text()) lowest_ = std::max(lowest_, *std::move(id));
                return 0;
            });
    }

    void add_ids(std::vector<std::string>& ids, std::string_view column,
                 const std::vector<std::string>& organizations) {
        ask("history.promotions.select_ids", organizations, "id",
            " CROSS JOIN promotions WHERE " + std::string(column) + " = organization AND id >= :lowest" +
                id_bounds(filter_),
            [&](Row& row) {
                ids.push_back(row.text());
                return 0;
            });
    }

    static std::vector<std::string> organizations_of(const std::vector<Head>& heads, std::string_view column) {
        std::vector<std::string> organizations;
        for (const Head& head : heads) {
            if (head.column == column) organizations.push_back(head.organization);
        }
        return organizations;
    }

    template <class Read>
    void ask(std::string_view name, const std::vector<std::string>& organizations, const std::string& columns,
             const std::string& rest, Read read) {
        if (organizations.empty()) return;
        const TextTable table("organization", organizations);
        const std::string sql = "SELECT " + columns + " FROM (WITH " + table.expression() +
                                " SELECT organization FROM listed) asked" + rest;
        const std::string lowest = lowest_;
        Parameters parameters = parameters_in(sql, filter_);
        if (sql.find(":lowest") != std::string::npos) parameters.emplace_back("lowest", lowest);
        parameters.insert(parameters.end(), table.parameters().begin(), table.parameters().end());
        connection_.all_once({name, sql}, parameters, read);
    }

    Connection& connection_;
    const ports::HistoryFilter& filter_;
    const std::size_t count_;
    std::string lowest_;  // nothing below it; empty: everything
};

}  // namespace

Gathered gather_newest(Connection& connection, const ports::HistoryFilter& filter, std::size_t count) {
    if (filter.visible_organizations->size() <= few_organizations || !connection.dialect().seeks_by_joined_values)
        return gather_by_each(connection, filter, count);
    return Gathering(connection, filter, count).run();
}

}  // namespace neo::sql
