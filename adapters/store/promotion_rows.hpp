// Rows of the tables promotions and idempotency_keys, which the history and the ledger both write.
#pragma once

#include <adapters/sql/connection.hpp>
#include <plugin/ports/history.hpp>

#include <optional>
#include <string_view>

namespace neo::sql {

// The columns in the order that read_promotion() reads.
#define NEO_PROMOTION_COLUMNS                                                                          \
    "id, promotion_key, status, source_organization, source_dataflow, source_version, "                \
    "target_organization, target_application, target_dataflow, approved_version, draft_version, "      \
    "routed, trigger_url, trigger_method, actor, requested_at, finished_at, failures, dataflow_name, " \
    "reason, ticket, accepted, standing, base_promotion, warnings, planned, content_hash"

ports::Promotion read_promotion(Row& row);
ports::PromotionStatus read_status(Row& row);

// Insertions under the name of a query, as in "ledger.prepare.insert_promotion". They borrow from their arguments.
Write insert_promotion(std::string_view name, const ports::Promotion& promotion);
Write insert_idempotency_key(std::string_view name, const ports::IdempotencyKey& key, const std::string& promotion);

// The request hash and the attempt.
std::optional<std::pair<std::string, std::string>> select_idempotency_key(Connection& connection,
                                                                          const std::string& actor,
                                                                          const std::string& key);

}  // namespace neo::sql
