#include "sql_history.hpp"

#include "history_page.hpp"
#include "promotion_rows.hpp"
#include "settle.hpp"

#include <adapters/sql/text_table.hpp>

#include <algorithm>
#include <tuple>

namespace neo::sql {
namespace {

constexpr Query select_promotion{"history.promotion.select",
                                 "SELECT " NEO_PROMOTION_COLUMNS " FROM promotions WHERE id = :id"};

// A table expression over the dataflows that are listed: each version that was ever asked for, and a null at the end.
#define NEO_ATTEMPTED_VERSIONS                                                                                   \
    "attempted(dataflow, version) AS (SELECT dataflow, (SELECT source_version FROM promotions "                  \
    "WHERE source_organization = :organization AND source_dataflow = dataflow ORDER BY source_version LIMIT 1) " \
    "FROM listed UNION ALL SELECT dataflow, (SELECT source_version FROM promotions "                             \
    "WHERE source_organization = :organization AND source_dataflow = dataflow AND source_version > version "     \
    "ORDER BY source_version LIMIT 1) FROM attempted WHERE version IS NOT NULL)"

// The id of the newest promotion that has this row's organization in a column.
#define NEO_NEWEST_BY(column) "(SELECT id FROM promotions WHERE " column " = organization ORDER BY id DESC LIMIT 1)"

ports::LastPromotion read_last(Row& row) {
    ports::LastPromotion last;
    last.organization = row.text();
    last.id = row.text();
    last.status = read_status(row);
    last.out = row.text() == last.organization;
    last.requested_at = from_microseconds(row.integer());
    return last;
}

}  // namespace

result<void> SqlHistory::record(const ports::Promotion& promotion,
                                const std::optional<ports::IdempotencyKey>& idempotency_key) {
    std::vector<Write> rows;
    rows.push_back(insert_promotion("history.record.insert_promotion", promotion));
    if (idempotency_key)
        rows.push_back(insert_idempotency_key("history.record.insert_idempotency_key", *idempotency_key, promotion.id));
    const auto write = [&]() -> result<bool> {
        const auto written = pool_.write_all("history.record", rows);
        if (written) return true;
        return written.error().code == ErrorCode::exists ? result<bool>(false) : written.error();
    };
    const auto recorded = settle(write, [&]() -> result<bool> {
        const auto found = this->promotion(promotion.id);
        if (!found) return found.error();
        return found->has_value();
    });
    if (!recorded) return recorded.error();
    if (!*recorded) return Error{ErrorCode::exists, "the idempotency key is taken"};
    return {};
}

result<std::optional<ports::Promotion>> SqlHistory::promotion(const std::string& id) {
    return pool_.read([&](Connection& connection) {
        return connection.first(select_promotion, {{"id", id}}, read_promotion);
    });
}

result<ports::HistoryPage> SqlHistory::promotions(const ports::HistoryFilter& filter) {
    return pool_.read([&](Connection& connection) { return select_history_page(connection, filter); });
}

// The newest of each side of each, of which the newer one counts.
result<std::vector<ports::LastPromotion>> SqlHistory::last_promotions(const std::vector<std::string>& organizations) {
    if (organizations.empty()) return std::vector<ports::LastPromotion>();
    return pool_.read([&](Connection& connection) {
        const TextTable table("organization", organizations);
        const std::string sql =
            "SELECT organization, id, status, source_organization, requested_at FROM (WITH " + table.expression() +
            " SELECT organization, " NEO_NEWEST_BY("source_organization") " AS newest FROM listed UNION ALL "
            "SELECT organization, " NEO_NEWEST_BY("target_organization") " FROM listed) side "
            "CROSS JOIN promotions WHERE id = newest";
        auto sides = connection.all_once({"history.last_promotions.select", sql}, table.parameters(), read_last);
        std::ranges::sort(sides, [](const ports::LastPromotion& a, const ports::LastPromotion& b) {
            return std::tie(a.organization, b.id) < std::tie(b.organization, a.id);
        });
        const auto same = [](const ports::LastPromotion& a, const ports::LastPromotion& b) {
            return a.organization == b.organization;
        };
        sides.erase(std::unique(sides.begin(), sides.end(), same), sides.end());
        return sides;
    });
}

// From one version to the next above it: as many steps as there are versions, however often each was promoted.
result<std::vector<std::pair<std::string, std::int64_t>>> SqlHistory::promoted_versions(
    const std::string& organization, const std::vector<std::string>& dataflows) {
    if (dataflows.empty()) return std::vector<std::pair<std::string, std::int64_t>>();
    return pool_.read([&](Connection& connection) {
        const TextTable table("dataflow", dataflows);
        Parameters parameters = table.parameters();
        parameters.emplace_back("organization", organization);
        const std::string sql = "SELECT dataflow, version FROM (WITH RECURSIVE " + table.expression() +
                                ", " NEO_ATTEMPTED_VERSIONS
                                " SELECT dataflow, version FROM attempted "
                                "WHERE version IS NOT NULL AND EXISTS (SELECT id FROM promotions "
                                "WHERE source_organization = :organization AND source_dataflow = dataflow "
                                "AND source_version = version AND status = 'succeeded')) promoted";
        return connection.all_once({"history.promoted_versions.select", sql}, parameters, [](Row& row) {
            return std::pair{row.text(), row.integer()};
        });
    });
}

result<std::optional<std::pair<std::string, std::string>>> SqlHistory::find_idempotency_key(const std::string& actor,
                                                                                            const std::string& key) {
    return pool_.read([&](Connection& connection) { return select_idempotency_key(connection, actor, key); });
}

}  // namespace neo::sql
