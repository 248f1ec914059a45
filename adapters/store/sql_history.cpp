#include "sql_history.hpp"

#include "promotion_rows.hpp"
#include "settle.hpp"

#include <adapters/sql/text_list.hpp>

#include <algorithm>

namespace neo::sql {
namespace {

constexpr Query select_promotion{"history.promotion.select",
                                 "SELECT " NEO_PROMOTION_COLUMNS " FROM promotions WHERE id = :id"};

// A WHERE clause that grows with what is asked for.
class Conditions {
public:
    template <class... Values>
    void add(std::string_view condition, Values&&... parameters) {
        sql_ += sql_.empty() ? " WHERE " : " AND ";
        sql_ += condition;
        (parameters_.push_back(std::forward<Values>(parameters)), ...);
    }
    const std::string& sql() const { return sql_; }
    Parameters& parameters() { return parameters_; }

private:
    std::string sql_;
    Parameters parameters_;
};

// The condition on a promotion whose one side is the one that is asked about, out of its parts; empty when nothing is
// asked of a side.
std::string on_side(const ports::HistoryFilter& filter, std::string_view organization, std::string_view other,
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

Conditions conditions_of(const ports::HistoryFilter& filter) {
    using Role = ports::HistoryFilter::Role;
    Conditions where;
    const std::string source = on_side(filter, "source_organization = :organization", "target_organization = :other",
                                       "source_dataflow = :dataflow", "source_version = :version");
    const std::string target =
        on_side(filter, "target_organization = :organization", "source_organization = :other",
                "target_dataflow = :dataflow", "(approved_version = :version OR draft_version = :version)");
    const Role role = filter.organization ? filter.role : Role::any;
    if (!source.empty()) {
        where.add(role == Role::source ? source : role == Role::target ? target : "(" + source + " OR " + target + ")");
    }
    if (filter.organization) where.parameters().emplace_back("organization", *filter.organization);
    if (filter.other_organization) where.parameters().emplace_back("other", *filter.other_organization);
    if (filter.dataflow) where.parameters().emplace_back("dataflow", *filter.dataflow);
    if (filter.version) where.parameters().emplace_back("version", *filter.version);
    if (filter.status) where.add("status = :status", Parameter("status", ports::to_text(*filter.status)));
    if (filter.actor) where.add("actor = :actor", Parameter("actor", *filter.actor));
    if (filter.from) where.add("requested_at >= :begin", Parameter("begin", to_microseconds(*filter.from)));
    if (filter.to) where.add("requested_at < :end", Parameter("end", to_microseconds(*filter.to)));
    if (!filter.before.empty()) where.add("id < :before", Parameter("before", filter.before));
    return where;
}

std::vector<ports::Promotion> select_page(Connection& connection, Conditions& where, int limit) {
    where.parameters().emplace_back("limit", limit);
    const std::string sql =
        "SELECT " NEO_PROMOTION_COLUMNS " FROM promotions" + where.sql() + " ORDER BY id DESC LIMIT :limit";
    return connection.all_once({"history.promotions.select", sql}, where.parameters(), read_promotion);
}

}  // namespace

result<void> SqlHistory::record(const ports::Promotion& promotion,
                                const std::optional<ports::IdempotencyKey>& idempotency_key) {
    const auto write = [&] {
        const auto written = pool_.write("history.record", [&](Connection& connection) -> result<bool> {
            insert_promotion(connection, "history.record", promotion);
            insert_idempotency_key(connection, "history.record", idempotency_key, promotion.id);
            return true;
        });
        return !written && written.error().code == ErrorCode::exists ? result<bool>(false) : written;
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

result<std::vector<ports::Promotion>> SqlHistory::promotions(const ports::HistoryFilter& filter) {
    return pool_.read([&](Connection& connection) {
        if (!filter.visible_organizations) {
            Conditions where = conditions_of(filter);
            return select_page(connection, where, filter.limit);
        }
        std::vector<ports::Promotion> page;
        in_chunks(*filter.visible_organizations, [&](std::span<const std::string> organizations) {
            const TextList visible(organizations);
            Conditions where = conditions_of(filter);
            where.add("(source_organization IN (" + visible.placeholders + ") OR target_organization IN (" +
                      visible.placeholders + "))");
            where.parameters().insert(where.parameters().end(), visible.parameters.begin(), visible.parameters.end());
            const auto rows = select_page(connection, where, filter.limit);
            page.insert(page.end(), rows.begin(), rows.end());
        });
        // A promotion can be in two chunks, as source and as target.
        std::sort(page.begin(), page.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
        page.erase(std::unique(page.begin(), page.end(), [](const auto& a, const auto& b) { return a.id == b.id; }),
                   page.end());
        if (page.size() > static_cast<std::size_t>(filter.limit)) page.resize(static_cast<std::size_t>(filter.limit));
        return page;
    });
}

result<std::vector<std::pair<std::string, long long>>> SqlHistory::promoted_versions(
    const std::string& organization, const std::vector<std::string>& dataflows) {
    return pool_.read([&](Connection& connection) {
        std::vector<std::pair<std::string, long long>> versions;
        in_chunks(dataflows, [&](std::span<const std::string> chunk) {
            TextList list(chunk);
            list.parameters.emplace_back("organization", organization);
            const std::string sql =
                "SELECT DISTINCT source_dataflow, source_version FROM promotions "
                "WHERE status = 'succeeded' AND source_organization = :organization AND source_dataflow IN (" +
                list.placeholders + ")";
            const auto rows = connection.all({"history.promoted_versions.select", sql}, list.parameters, [](Row& row) {
                return std::pair{row.text(), row.integer()};
            });
            versions.insert(versions.end(), rows.begin(), rows.end());
        });
        return versions;
    });
}

result<std::optional<std::pair<std::string, std::string>>> SqlHistory::find_idempotency_key(const std::string& actor,
                                                                                            const std::string& key) {
    return pool_.read([&](Connection& connection) { return select_idempotency_key(connection, actor, key); });
}

}  // namespace neo::sql
