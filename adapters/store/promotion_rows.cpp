#include "promotion_rows.hpp"

#include "failures_json.hpp"

namespace neo::sql {
namespace {

constexpr std::string_view insert_promotion_sql =
    "INSERT INTO promotions (" NEO_PROMOTION_COLUMNS
    ") VALUES (:id, :promotion_key, :status, :source_organization, :source_dataflow, :source_version, "
    ":target_organization, :target_application, :target_dataflow, :approved_version, :draft_version, "
    ":routed, :trigger_url, :trigger_method, :actor, :requested_at, :finished_at, :failures, :dataflow_name, "
    ":reason, :ticket, :accepted, :standing, :base, :warnings, :planned, :content_hash)";

constexpr std::string_view insert_idempotency_key_sql =
    "INSERT INTO idempotency_keys (actor, idempotency_key, request_hash, promotion_id) "
    "VALUES (:key_actor, :idempotency_key, :request_hash, :promotion)";

constexpr Query select_key{"history.find_idempotency_key.select",
                           "SELECT request_hash, promotion_id FROM idempotency_keys "
                           "WHERE actor = :actor AND idempotency_key = :idempotency_key"};

// Null where there is no trigger.
Parameter part_of(const std::optional<domain::Trigger>& trigger, std::string_view name,
                  std::string domain::Trigger::*part) {
    return trigger ? Parameter(name, (*trigger).*part) : Parameter(name, std::optional<std::string>());
}

// Null where there is none.
template <class Items>
std::optional<std::string> if_any(const Items& items, std::string (*json)(const Items&)) {
    return items.empty() ? std::nullopt : std::optional(json(items));
}

}  // namespace

ports::Promotion read_promotion(Row& row) {
    ports::Promotion promotion;
    promotion.id = row.text();
    promotion.key = row.text();
    promotion.status = read_status(row);
    promotion.source = {row.text(), row.text(), row.integer()};
    promotion.target_organization = row.text();
    promotion.target_application = row.optional_text();
    promotion.target_dataflow = row.optional_text();
    promotion.approved_version = row.optional_integer();
    promotion.draft_version = row.optional_integer();
    promotion.routed = row.boolean();
    const auto url = row.optional_text();
    const auto method = row.optional_text();
    if (url && method) promotion.trigger = domain::Trigger{*url, *method};
    promotion.actor = row.text();
    promotion.requested_at = from_microseconds(row.integer());
    if (const auto finished_at = row.optional_integer()) promotion.finished_at = from_microseconds(*finished_at);
    promotion.failures = failures_from_json(row.text());
    promotion.dataflow_name = row.optional_text();
    promotion.reason = row.optional_text();
    promotion.ticket = row.optional_text();
    if (const auto accepted = row.optional_text()) promotion.accepted = texts_from_json(*accepted);
    if (const auto standing = row.optional_text()) promotion.standing = domain::standing_from(*standing);
    promotion.base = row.optional_text();
    if (const auto warnings = row.optional_text()) promotion.warnings = warnings_from_json(*warnings);
    promotion.planned = row.optional_integer().value_or(0) != 0;
    promotion.content_hash = row.optional_text();
    return promotion;
}

ports::PromotionStatus read_status(Row& row) {
    const auto status = ports::promotion_status_from(row.text());
    if (!status) throw DatabaseError(Failure::other, "a promotion has an unknown status");
    return *status;
}

Write insert_promotion(std::string_view name, const ports::Promotion& promotion) {
    std::optional<std::int64_t> finished_at;
    if (promotion.finished_at) finished_at = to_microseconds(*promotion.finished_at);
    std::optional<std::string> standing;
    if (promotion.standing) standing = domain::to_text(*promotion.standing);
    return {{name, insert_promotion_sql},
            {{"id", promotion.id},
             {"promotion_key", promotion.key},
             {"status", ports::to_text(promotion.status)},
             {"source_organization", promotion.source.organization},
             {"source_dataflow", promotion.source.dataflow},
             {"source_version", promotion.source.version},
             {"target_organization", promotion.target_organization},
             {"target_application", promotion.target_application},
             {"target_dataflow", promotion.target_dataflow},
             {"approved_version", promotion.approved_version},
             {"draft_version", promotion.draft_version},
             {"routed", promotion.routed ? 1 : 0},
             part_of(promotion.trigger, "trigger_url", &domain::Trigger::url),
             part_of(promotion.trigger, "trigger_method", &domain::Trigger::method),
             {"actor", promotion.actor},
             {"requested_at", to_microseconds(promotion.requested_at)},
             {"finished_at", finished_at},
             {"failures", failures_json(promotion.failures)},
             {"dataflow_name", promotion.dataflow_name},
             {"reason", promotion.reason},
             {"ticket", promotion.ticket},
             {"accepted", if_any(promotion.accepted, texts_json)},
             {"standing", std::move(standing)},
             {"base", promotion.base},
             {"warnings", if_any(promotion.warnings, warnings_json)},
             {"planned", promotion.planned ? 1 : 0},
             {"content_hash", promotion.content_hash}}};
}

Write insert_idempotency_key(std::string_view name, const ports::IdempotencyKey& key, const std::string& promotion) {
    return {{name, insert_idempotency_key_sql},
            {{"key_actor", key.actor},
             {"idempotency_key", key.key},
             {"request_hash", key.request_hash},
             {"promotion", promotion}}};
}

std::optional<std::pair<std::string, std::string>> select_idempotency_key(Connection& connection,
                                                                          const std::string& actor,
                                                                          const std::string& key) {
    return connection.first(select_key, {{"actor", actor}, {"idempotency_key", key}}, [](Row& row) {
        return std::pair{row.text(), row.text()};
    });
}

}  // namespace neo::sql
