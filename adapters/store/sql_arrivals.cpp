#include "sql_arrivals.hpp"

#include "ledger_rows.hpp"

#include <adapters/sql/text_table.hpp>

#include <map>
#include <set>
#include <utility>

namespace neo::sql {
namespace {

using ports::Arrival;
using sdk::DataflowId;

// So many that were not taken in yet are looked at; of more, a statement follows the history from dataflow to dataflow.
constexpr std::size_t most_recent = 5'000;

#define NEO_ARRIVAL_VALUES                                                                                   \
    "p.source_organization, p.source_dataflow, p.source_version, p.target_organization, p.target_dataflow, " \
    "p.target_application, p.approved_version, p.draft_version, p.actor, p.finished_at, p.content_hash"

#define NEO_WITH_TYPE "LEFT JOIN registrations r ON r.organization = p.target_organization "

constexpr Query select_progress{"arrivals.progress.select", "SELECT through FROM arrivals_progress WHERE id = 1"};

constexpr Query select_recent{"arrivals.recent.select",
                              "SELECT p.id, " NEO_ARRIVAL_VALUES ", r.type FROM promotions p " NEO_WITH_TYPE
                              "WHERE p.id > :through AND p.status = 'succeeded' "
                              "ORDER BY p.id LIMIT :limit"};

// Waits for another process that takes in.
constexpr Query lock_progress{"arrivals.take_in.lock", "UPDATE arrivals_progress SET through = through WHERE id = 1"};

constexpr Query select_next{"arrivals.take_in.select_next",
                            "SELECT MAX(id), COUNT(*) FROM (SELECT id FROM promotions WHERE id > :through "
                            "AND id < :before AND id < COALESCE((SELECT MIN(promotion_id) FROM promotion_ledger "
                            "WHERE " NEO_HAS_LEASE "), :before) ORDER BY id LIMIT :limit) next"};

#define NEO_IS_NEXT "p.id > :through AND p.id <= :last AND p.status = 'succeeded' AND p.target_dataflow IS NOT NULL"

constexpr Query insert_next{
    "arrivals.take_in.insert",
    "INSERT INTO arrivals (promotion, source_organization, source_dataflow, source_version, target_organization, "
    "target_dataflow, target_application, approved_version, draft_version, actor, finished_at, content_hash) "
    "SELECT p.id, " NEO_ARRIVAL_VALUES " FROM promotions p WHERE " NEO_IS_NEXT};

constexpr Query select_pairs{"arrivals.take_in.select_pairs",
                             "SELECT p.source_organization, p.source_dataflow, p.target_organization, "
                             "p.target_dataflow, p.id FROM promotions p WHERE " NEO_IS_NEXT " ORDER BY p.id"};

// Not by `<`: with that SQLite would look at all that one dataflow went to.
constexpr Query delete_earlier{
    "arrivals.take_in.delete",
    "DELETE FROM arrivals WHERE target_organization = :target_organization AND target_dataflow = :target_dataflow "
    "AND source_organization = :source_organization AND source_dataflow = :source_dataflow AND promotion <> :newest"};

constexpr Query insert_progress{"arrivals.take_in.insert_progress",
                                "INSERT INTO arrivals_progress (id, through) VALUES (1, '')"};

constexpr Query set_progress{"arrivals.take_in.update", "UPDATE arrivals_progress SET through = :last WHERE id = 1"};

constexpr Query delete_all{"arrivals.forget.delete", "DELETE FROM arrivals"};

constexpr Query delete_progress{"arrivals.forget.delete_progress", "DELETE FROM arrivals_progress"};

Arrival read_arrival(Row& row) {
    Arrival arrival;
    arrival.promotion = row.text();
    arrival.source = {row.text(), row.text(), row.integer()};
    arrival.target = {row.text(), row.optional_text().value_or("")};
    arrival.application = row.optional_text().value_or("");
    arrival.approved_version = row.optional_integer().value_or(0);
    arrival.draft_version = row.optional_integer().value_or(0);
    arrival.actor = row.text();
    if (const auto finished_at = row.optional_integer()) arrival.finished_at = from_microseconds(*finished_at);
    arrival.content_hash = row.optional_text();
    if (const auto type = row.optional_text()) arrival.target_type = domain::organization_type_from(*type);
    return arrival;
}

std::vector<std::string> ids_of(const std::vector<DataflowId>& dataflows) {
    std::vector<std::string> ids;
    for (const DataflowId& dataflow : dataflows)
        ids.insert(ids.end(), {dataflow.organization, dataflow.dataflow});
    return ids;
}

// Where arrivals stand.
struct Place {
    std::string_view statement;  // the name of one that reads there
    std::string table;
    std::string id;            // column
    std::string condition;     // on a row `p` of the table
    bool is_of_pairs = false;  // a row from each dataflow to each other, or about that
};

// The ids are bounded for the planner: where it takes most rows for one dataflow's, it would look at all of them for
// each dataflow.
const Place taken_in{"arrivals.below.select", "arrivals", "promotion", "p.promotion > ''", true};
const Place in_history{"arrivals.below.select_history", "promotions", "id", "p.id > '' AND p.status = 'succeeded'"};

// From dataflow to dataflow.
std::vector<Arrival> select_below(Connection& connection, const Place& place, const std::vector<DataflowId>& roots) {
    const std::vector<std::string> ids = ids_of(roots);
    const TextTable table("organization, dataflow", ids, 2);
    const auto went_from = [&place](const std::string& row) {
        return "p.source_organization = " + row + ".organization AND p.source_dataflow = " + row + ".dataflow AND " +
               place.condition;
    };
    const std::string sources = "(WITH RECURSIVE " + table.expression() +
                                ", reached(organization, dataflow) AS (SELECT organization, dataflow FROM listed UNION "
                                "SELECT p.target_organization, p.target_dataflow FROM reached CROSS JOIN " +
                                place.table + " p WHERE " + went_from("reached") +
                                ") SELECT organization, dataflow FROM reached) source";
    const std::string rows =
        place.is_of_pairs ? sources + " CROSS JOIN " + place.table + " p " NEO_WITH_TYPE "WHERE " + went_from("source")
                          : "(SELECT MAX(p.id) AS id FROM " + sources + " CROSS JOIN " + place.table + " p WHERE " +
                                went_from("source") +
                                " GROUP BY p.source_organization, p.source_dataflow, p.target_organization, "
                                "p.target_dataflow) newest JOIN " +
                                place.table + " p ON p.id = newest.id " NEO_WITH_TYPE;
    const std::string sql = "SELECT p." + place.id + ", " NEO_ARRIVAL_VALUES ", r.type FROM " + rows;
    return connection.all_once({place.statement, sql}, table.parameters(), read_arrival);
}

// What was taken in and what was not, by turns, as either may lead to the other.
std::vector<Arrival> follow(Connection& connection, const std::vector<DataflowId>& roots, std::vector<Arrival> recent) {
    std::vector<Arrival> found;
    std::set<DataflowId> reached(roots.begin(), roots.end());
    std::vector<DataflowId> left = roots;
    while (!left.empty()) {
        for (Arrival& arrival : select_below(connection, taken_in, left)) {
            reached.insert(arrival.target);
            found.push_back(std::move(arrival));
        }
        left.clear();
        const auto went_on = [&](const Arrival& arrival) {
            if (!reached.contains({arrival.source.organization, arrival.source.dataflow})) return false;
            if (reached.insert(arrival.target).second) left.push_back(arrival.target);
            found.push_back(arrival);
            return true;
        };
        while (std::erase_if(recent, went_on) > 0) {
        }
    }
    return found;
}

// Unset: nothing was taken in yet.
std::optional<std::string> progress(Connection& connection) {
    return connection.first(select_progress, {}, [](Row& row) { return row.text(); });
}

// What is next to be taken in.
struct Ahead {
    std::string through;
    std::optional<std::string> last;  // unset: there is nothing
    std::int64_t count = 0;
};

Ahead look_ahead(Connection& connection, const std::string& before, int limit) {
    const std::string through = progress(connection).value_or("");
    const Parameters bounds{{"through", through}, {"before", before}, {"limit", limit}};
    return *connection.first(select_next, bounds, [&](Row& row) {
        auto last = row.optional_text();
        return Ahead{through, std::move(last), row.integer()};
    });
}

std::map<std::pair<DataflowId, DataflowId>, std::string> newest_of_pairs(Connection& connection,
                                                                         const Parameters& next) {
    std::map<std::pair<DataflowId, DataflowId>, std::string> newest;
    connection.all(select_pairs, next, [&](Row& row) {
        DataflowId source{row.text(), row.text()};
        DataflowId target{row.text(), row.text()};
        newest.insert_or_assign({std::move(source), std::move(target)}, row.text());
        return 0;
    });
    return newest;
}

}  // namespace

result<std::vector<Arrival>> SqlArrivals::below(const std::vector<DataflowId>& roots) {
    if (roots.empty()) return std::vector<Arrival>();
    return pool_.read([&](Connection& connection) {
        // In this order: what is taken in meanwhile is found twice and not never.
        const std::string through = progress(connection).value_or("");
        auto recent = connection.all(
            select_recent, {{"through", through}, {"limit", static_cast<std::int64_t>(most_recent + 1)}}, read_arrival);
        if (recent.size() > most_recent) return select_below(connection, in_history, roots);
        return follow(connection, roots, std::move(recent));
    });
}

result<std::vector<Arrival>> SqlArrivals::into(const std::vector<DataflowId>& targets) {
    if (targets.empty()) return std::vector<Arrival>();
    return pool_.read([&](Connection& connection) {
        const std::vector<std::string> ids = ids_of(targets);
        const TextTable table("organization, dataflow", ids, 2);
        const std::string sql =
            "SELECT p.id, " NEO_ARRIVAL_VALUES ", r.type FROM (WITH " + table.expression() +
            " SELECT organization, dataflow FROM listed) target CROSS JOIN promotions p " NEO_WITH_TYPE
            "WHERE p.target_organization = target.organization "
            "AND p.target_dataflow = target.dataflow AND p.id > '' AND p.status = 'succeeded'";
        return connection.all_once({"arrivals.into.select", sql}, table.parameters(), read_arrival);
    });
}

result<bool> SqlArrivals::take_in(const std::string& before, int limit) {
    const auto look = [&](Connection& connection) { return look_ahead(connection, before, limit); };
    const auto ahead = pool_.read(look);
    if (!ahead) return ahead.error();
    if (!ahead->last) return false;
    const auto taken = pool_.write("arrivals.take_in", [&](Connection& connection) -> result<bool> {
        connection.execute(lock_progress, {});
        if (!progress(connection)) connection.execute(insert_progress, {});
        const Ahead now = look(connection);
        if (!now.last) return false;
        const Parameters next{{"through", now.through}, {"last", *now.last}};
        connection.execute(insert_next, next);
        for (const auto& [pair, newest] : newest_of_pairs(connection, next)) {
            const auto& [source, target] = pair;
            connection.execute(delete_earlier, {{"source_organization", source.organization},
                                                {"source_dataflow", source.dataflow},
                                                {"target_organization", target.organization},
                                                {"target_dataflow", target.dataflow},
                                                {"newest", newest}});
        }
        connection.execute(set_progress, {{"last", *now.last}});
        return now.count == limit;
    });
    // Another began it at the same time.
    if (!taken && taken.error().code == ErrorCode::exists) return true;
    return taken;
}

result<void> SqlArrivals::forget() {
    return pool_.write("arrivals.forget", [](Connection& connection) -> result<void> {
        connection.execute(delete_progress, {});
        connection.execute(delete_all, {});
        return {};
    });
}

}  // namespace neo::sql
