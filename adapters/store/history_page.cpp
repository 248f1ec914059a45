#include "history_page.hpp"

#include "history_conditions.hpp"
#include "many_organizations.hpp"
#include "promotion_rows.hpp"

#include <adapters/sql/text_list.hpp>

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace neo::sql {
namespace {

using ports::HistoryFilter;
using ports::HistoryPage;

// Of one range for a page that asks for more than the range says.
constexpr std::size_t most_looked_at = 500;
// The same of many organizations together.
constexpr std::size_t most_looked_at_together = 200;

// What is under way is in the ledger, and few. A statement that answers ids as `looked_at`.
constexpr std::string_view under_way = "SELECT promotion_id AS looked_at FROM promotion_ledger WHERE lease_until > 0";

std::size_t more_than_wanted(const HistoryFilter& filter) {
    return static_cast<std::size_t>(filter.limit) + 1;
}

// Cuts what was found, newest first, to a page. Everything down to `lowest` was looked at; unset: everything.
HistoryPage page_of(std::vector<ports::Promotion> found, const HistoryFilter& filter,
                    std::optional<std::string> lowest) {
    HistoryPage page{std::move(found), std::move(lowest)};
    if (page.items.size() >= more_than_wanted(filter)) {
        page.items.resize(static_cast<std::size_t>(filter.limit));
        page.next = page.items.back().id;
    }
    return page;
}

// Newest first, and once what an organization promoted to itself, which is on both sides.
template <class Item, class Id>
void put_in_order(std::vector<Item>& items, Id id) {
    std::ranges::sort(items, std::greater<>(), id);
    const auto same = [&](const Item& a, const Item& b) { return std::invoke(id, a) == std::invoke(id, b); };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

std::vector<ports::Promotion> select_by_id(Connection& connection, const HistoryFilter& filter,
                                           std::span<const std::string> ids) {
    if (ids.empty()) return {};
    const TextList list(ids);
    const std::string sql = "SELECT " NEO_PROMOTION_COLUMNS " FROM promotions WHERE id IN (" + list.placeholders +
                            ") AND " + conditions_of(filter) + " ORDER BY id DESC";
    Parameters parameters = parameters_in(sql, filter);
    parameters.insert(parameters.end(), list.parameters.begin(), list.parameters.end());
    return connection.all_once({"history.promotions.select_by_id", sql}, parameters, read_promotion);
}

// For each way the lowest id among the newest `looked_at` attempts of each of its ranges, where there are as many.
std::vector<std::optional<std::string>> look_ahead(Connection& connection, const HistoryFilter& filter,
                                                   std::span<const Way> ways, std::size_t looked_at) {
    std::string sql;
    for (const Way& way : ways) {
        for (const std::string& range : way.ranges) {
            sql += sql.empty() ? "SELECT " : ", ";
            sql += "(SELECT id FROM promotions WHERE " + range + " ORDER BY id DESC LIMIT 1 OFFSET :skipped)";
        }
    }
    Parameters parameters = parameters_in(sql, filter);
    parameters.emplace_back("skipped", static_cast<std::int64_t>(looked_at) - 1);
    const auto lowest = connection.all_once({"history.promotions.look_ahead", sql}, parameters, [&](Row& row) {
        std::vector<std::optional<std::string>> of_ways;
        for (const Way& way : ways) {
            std::optional<std::string>& of_way = of_ways.emplace_back();
            for (std::size_t i = 0; i < way.ranges.size(); ++i)
                of_way = std::max(of_way, row.optional_text());
        }
        return of_ways;
    });
    return lowest.at(0);
}

// Where attempts are looked at for one page, each a statement that answers ids as `looked_at`.
struct Look {
    std::vector<std::string> statements;
    std::optional<std::string> lowest;  // only down to this id; unset: at all
};

Look look_for(Connection& connection, const HistoryFilter& filter) {
    if (filter.status == ports::PromotionStatus::in_progress) return {{std::string(under_way)}, std::nullopt};
    const std::vector<Way> ways = ways_of(filter);
    const bool says_all = ways.front().says_all;
    const std::size_t looked_at = says_all ? more_than_wanted(filter) : most_looked_at;
    Look look;
    const Way* chosen = &ways.front();
    if (!says_all || filter.from || filter.to) {
        // The way that goes the farthest back meets the fewest attempts that are not asked for.
        const std::span<const Way> all(ways.data(), says_all ? 1 : ways.size());
        auto lowest = look_ahead(connection, filter, all, looked_at);
        const auto farthest = std::ranges::min_element(lowest);
        chosen = &ways[static_cast<std::size_t>(farthest - lowest.begin())];
        look.lowest = std::move(*farthest);
    }
    for (const std::string& range : chosen->ranges) {
        look.statements.push_back("SELECT id AS looked_at FROM promotions WHERE " + range + " ORDER BY id DESC LIMIT " +
                                  std::to_string(looked_at));
    }
    return look;
}

// What is asked for among those that are looked at, each row made into a value by `read`.
template <class Read>
auto select(Connection& connection, const HistoryFilter& filter, const Look& look, std::string_view name,
            std::string_view columns, std::size_t most, Read read) {
    std::string sql;
    for (const std::string& statement : look.statements) {
        if (!sql.empty()) sql += " UNION ALL ";
        sql.append("SELECT ").append(columns).append(" FROM (SELECT ").append(columns).append(" FROM (");
        sql.append(statement).append(") looked CROSS JOIN promotions WHERE id = looked_at AND ");
        sql.append(conditions_of(filter)).append(look.lowest ? " AND id >= :lowest" : "");
        sql.append(" ORDER BY id DESC LIMIT :most) side").append(std::to_string(sql.size()));
    }
    Parameters parameters = parameters_in(sql, filter);
    if (look.lowest) parameters.emplace_back("lowest", *look.lowest);
    parameters.emplace_back("most", static_cast<std::int64_t>(most));
    return connection.all_once({name, sql}, parameters, read);
}

HistoryPage select_all_visible(Connection& connection, const HistoryFilter& filter) {
    const Look look = look_for(connection, filter);
    auto found = select(connection, filter, look, "history.promotions.select", NEO_PROMOTION_COLUMNS,
                        more_than_wanted(filter), read_promotion);
    put_in_order(found, &ports::Promotion::id);
    return page_of(std::move(found), filter, look.lowest);
}

HistoryPage select_some_visible(Connection& connection, const HistoryFilter& filter) {
    const std::unordered_set<std::string> visible(filter.visible_organizations->begin(),
                                                  filter.visible_organizations->end());
    const Look look = look_for(connection, filter);
    std::optional<std::string> lowest = look.lowest;
    std::vector<std::string> ids;
    std::size_t rows = 0;
    select(connection, filter, look, "history.promotions.select_sides", "id, source_organization, target_organization",
           most_looked_at, [&](Row& row) {
               ids.push_back(row.text());
               // Of what is under way, whose statement has no bound of its own.
               if (++rows == most_looked_at && look.statements.size() == 1 && !lowest) lowest = ids.back();
               const bool source = visible.contains(row.text());
               const bool target = visible.contains(row.text());
               if (!source && !target) ids.pop_back();
               return 0;
           });
    put_in_order(ids, std::identity());
    ids.resize(std::min(ids.size(), more_than_wanted(filter)));
    return page_of(select_by_id(connection, filter, ids), filter, std::move(lowest));
}

bool can_be_gathered(const HistoryFilter& filter) {
    return !filter.organization && !filter.other_organization && !filter.actor &&
           filter.status != ports::PromotionStatus::in_progress &&
           filter.visible_organizations->size() <= most_gathered_organizations;
}

HistoryPage select_gathered(Connection& connection, const HistoryFilter& filter) {
    const bool says_all =
        !filter.dataflow && !filter.version && !filter.ticket && !asks_of_rows(filter) && !filter.from && !filter.to;
    const std::size_t looked_at =
        says_all ? more_than_wanted(filter) : std::max(more_than_wanted(filter), most_looked_at_together);
    Gathered gathered = gather_newest(connection, filter, looked_at);
    return page_of(select_by_id(connection, filter, gathered.ids), filter, std::move(gathered.lowest));
}

}  // namespace

HistoryPage select_history_page(Connection& connection, const HistoryFilter& filter) {
    if (!filter.visible_organizations) return select_all_visible(connection, filter);
    if (filter.visible_organizations->empty()) return {};
    return can_be_gathered(filter) ? select_gathered(connection, filter) : select_some_visible(connection, filter);
}

}  // namespace neo::sql
