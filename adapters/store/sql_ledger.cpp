#include "sql_ledger.hpp"

#include "ledger_rows.hpp"
#include "promotion_rows.hpp"
#include "settle.hpp"

namespace neo::sql {
namespace {

using ports::DoneRow;
using ports::IntentOutcome;
using ports::IntentResult;
using ports::LedgerRow;
using ports::LedgerState;

constexpr std::int64_t microseconds_per_second = 1'000'000;
// Others may end their attempts while one is prepared; so many changes in a row are a sign of something else.
constexpr int max_rounds = 20;

// Also above the fences of a row that was lost: see ledger.hpp.
#define NEO_NEXT_FENCE "CASE WHEN fence >= {{now}} THEN fence + 1 ELSE {{now}} END"

constexpr Query select_row{"ledger.find.select",
                           "SELECT " NEO_LEDGER_COLUMNS " FROM promotion_ledger WHERE promotion_key = :key"};

// Of the history one row each, found by its index, or what went from the one dataflow to the one target. "+": not by
// the versions of the dataflow, which went to every target.
#define NEO_BASIS(newer_version, arrived, join_arrived) \
    "SELECT c.clock, s.id, s.type, t.id, t.type, m.id, (SELECT 1 FROM environment_hosts WHERE host > '' LIMIT " \
    "1), " newer_version    \
    ", (SELECT p.target_dataflow FROM promotions p WHERE p.source_organization = :source AND p.source_dataflow = "   \
    ":dataflow AND p.target_organization = :target AND p.status = 'succeeded' ORDER BY p.id DESC LIMIT 1), " arrived \
    ", r.reason, CASE WHEN l.promotion_key IS NULL THEN 0 ELSE 1 END, " NEO_LEDGER_COLUMNS_OF(                       \
        "l.") " FROM (SELECT {{now}} AS clock) c LEFT JOIN registrations s ON s.organization = :source "             \
              "LEFT JOIN registrations t ON t.organization = :target "                                               \
              "LEFT JOIN mappings m ON m.source_organization = :source AND m.target_organization = :target "         \
              "LEFT JOIN recalls r ON r.organization = :source AND r.dataflow = :dataflow AND r.version = :version " \
              join_arrived "LEFT JOIN promotion_ledger l ON l.promotion_key = :key"

constexpr Query select_basis{
    "ledger.basis.select",
    NEO_BASIS("(SELECT MAX(+p.source_version) FROM promotions p WHERE p.source_organization = :source "
              "AND p.source_dataflow = :dataflow AND p.target_organization = :target AND p.target_dataflow = :holder "
              "AND +p.source_version > :version AND p.status = 'succeeded')",
              "b.id, b.source_organization, b.source_dataflow, b.source_version, b.approved_version, b.content_hash, "
              "b.finished_at",
              "LEFT JOIN promotions b ON b.id = (SELECT p.id FROM promotions p WHERE p.target_organization = :target "
              "AND p.target_dataflow = :holder AND p.status = 'succeeded' ORDER BY p.id DESC LIMIT 1) ")};

// Nothing has arrived in a dataflow that is still to be.
constexpr Query select_basis_without_holder{"ledger.basis.select_without_holder",
                                            NEO_BASIS("NULL", "NULL, NULL, NULL, NULL, NULL, NULL, NULL", "")};

constexpr Query insert_prepared{
    "ledger.prepare.insert",
    "INSERT INTO promotion_ledger (promotion_key, state, fence, owner, leased_at, lease_until, promotion_id, "
    "source_organization, source_dataflow, source_version, target_organization, requested_application, actor, "
    "failures, plan, mapping_id, source_registration_id, target_registration_id) "
    "VALUES (:key, 'prepared', :fence, :owner, {{now}}, {{now}} + :lease, :promotion, :source_organization, "
    ":source_dataflow, :source_version, :target_organization, :requested_application, :actor, '[]', :plan, :mapping, "
    ":source_registration, :target_registration)"};

constexpr Query take_failed{
    "ledger.prepare.take_failed",
    "UPDATE promotion_ledger SET state = 'prepared', fence = :fence, owner = :owner, leased_at = {{now}}, lease_until "
    "= {{now}} + "
    ":lease, promotion_id = :promotion, requested_application = :requested_application, actor = :actor, "
    "failures = '[]', plan = :plan, mapping_id = :mapping, source_registration_id = :source_registration, "
    "target_registration_id = :target_registration "
    "WHERE promotion_key = :key AND state = 'failed' AND fence = :failed_fence"};

#define NEO_IS_OURS "state IN ('prepared', 'aborting') AND fence = :fence AND owner = :owner"

constexpr Query set_done{
    "ledger.complete.update",
    "UPDATE promotion_ledger SET state = 'done', leased_at = NULL, lease_until = NULL, failures = '[]', "
    "mapping_id = NULL, source_registration_id = NULL, target_registration_id = NULL "
    "WHERE promotion_key = :key AND " NEO_IS_OURS};

constexpr Query set_succeeded{
    "ledger.complete.update_promotion",
    "UPDATE promotions SET status = 'succeeded', target_application = :application, target_dataflow = :dataflow, "
    "approved_version = :approved, draft_version = :draft, routed = :routed, finished_at = :finished_at, "
    "failures = '[]' WHERE id = :promotion"};

// The two at once, as one dialect and another can: no row when the ledger's is not ours, or the attempt is missing.
constexpr Query set_outcome_in_with{
    "ledger.complete.update_both",
    "WITH done AS (UPDATE promotion_ledger SET state = 'done', leased_at = NULL, lease_until = NULL, "
    "failures = '[]', mapping_id = NULL, source_registration_id = NULL, target_registration_id = NULL "
    "WHERE promotion_key = :key AND " NEO_IS_OURS
    " AND EXISTS (SELECT 1 FROM promotions WHERE id = :promotion) "
    "RETURNING promotion_key) "
    "UPDATE promotions SET status = 'succeeded', target_application = :application, target_dataflow = :dataflow, "
    "approved_version = :approved, draft_version = :draft, routed = :routed, finished_at = :finished_at, "
    "failures = '[]' WHERE id = :promotion AND EXISTS (SELECT 1 FROM done) AND {{soon}}"};

constexpr Query set_outcome_of_joined{
    "ledger.complete.update_both",
    "UPDATE promotion_ledger l JOIN promotions p ON p.id = :promotion SET l.state = 'done', l.leased_at = NULL, "
    "l.lease_until = NULL, l.failures = '[]', l.mapping_id = NULL, l.source_registration_id = NULL, "
    "l.target_registration_id = NULL, p.status = 'succeeded', p.target_application = :application, "
    "p.target_dataflow = :dataflow, p.approved_version = :approved, p.draft_version = :draft, p.routed = :routed, "
    "p.finished_at = :finished_at, p.failures = '[]' WHERE l.promotion_key = :key AND " NEO_IS_OURS};

constexpr Query set_aborting{"ledger.start_abort.update",
                             "UPDATE promotion_ledger SET state = 'aborting', fence = " NEO_NEXT_FENCE
                             ", failures = :failures "
                             "WHERE promotion_key = :key AND state = 'prepared' AND fence = :fence AND owner = :owner"};

constexpr Query select_aborting{"ledger.start_abort.select",
                                "SELECT " NEO_LEDGER_COLUMNS " FROM promotion_ledger WHERE promotion_key = :key"};

constexpr Query set_failed{
    "ledger.finish_abort.update",
    "UPDATE promotion_ledger SET state = 'failed', leased_at = NULL, lease_until = NULL, mapping_id = NULL, "
    "source_registration_id = NULL, target_registration_id = NULL "
    "WHERE promotion_key = :key AND state = 'aborting' AND fence = :fence AND owner = :owner"};

constexpr Query set_promotion_failed{
    "ledger.finish_abort.update_promotion",
    "UPDATE promotions SET status = 'failed', finished_at = :finished_at, "
    "failures = (SELECT failures FROM promotion_ledger WHERE promotion_key = :key) WHERE id = :promotion"};

constexpr Query set_fence{"ledger.raise_fence.update",
                          "UPDATE promotion_ledger SET fence = :risen "
                          "WHERE promotion_key = :key AND state = 'prepared' AND fence = :fence AND owner = :owner"};

constexpr Query select_risen{"ledger.raise_fence.select",
                             "SELECT " NEO_LEDGER_COLUMNS " FROM promotion_ledger WHERE promotion_key = :key"};

constexpr Query select_expired{"ledger.expired.select",
                               "SELECT " NEO_LEDGER_COLUMNS " FROM promotion_ledger WHERE " NEO_HAS_LEASE
                               " AND " NEO_LEASE_EXPIRED " ORDER BY lease_until, promotion_key LIMIT :limit"};

constexpr Query take_over{"ledger.claim.update",
                          "UPDATE promotion_ledger SET fence = " NEO_NEXT_FENCE
                          ", owner = :owner, leased_at = {{now}}, lease_until = {{now}} + "
                          ":lease WHERE promotion_key = :key AND fence = :fence AND " NEO_LEASE_EXPIRED};

constexpr Query select_claimed{"ledger.claim.select",
                               "SELECT " NEO_LEDGER_COLUMNS " FROM promotion_ledger WHERE promotion_key = :key"};

constexpr Query set_failed_done{
    "ledger.rebuild.update",
    "UPDATE promotion_ledger SET state = 'done', owner = :owner, promotion_id = :promotion, "
    "requested_application = :requested_application, actor = :actor, failures = '[]' "
    "WHERE promotion_key = :key AND state = 'failed'"};

constexpr Query insert_done{
    "ledger.rebuild.insert",
    "INSERT INTO promotion_ledger (promotion_key, state, fence, owner, promotion_id, source_organization, "
    "source_dataflow, source_version, target_organization, requested_application, actor, failures) "
    "VALUES (:key, 'done', :fence, :owner, :promotion, :source_organization, :source_dataflow, :source_version, "
    ":target_organization, :requested_application, :actor, '[]')"};

constexpr Query select_done{"ledger.done_rows.select",
                            "SELECT l.promotion_key, l.source_organization, l.source_dataflow, l.source_version, "
                            "l.target_organization, p.target_application, p.target_dataflow, p.approved_version, "
                            "p.draft_version FROM promotion_ledger l LEFT JOIN promotions p ON p.id = l.promotion_id "
                            "WHERE l.state = 'done' AND l.promotion_key > :after "
                            "ORDER BY l.promotion_key LIMIT :limit"};

constexpr Query count_unfinished{"ledger.unfinished.select",
                                 "SELECT COUNT(*), COALESCE(SUM(CASE WHEN " NEO_LEASE_EXPIRED
                                 " THEN 1 ELSE 0 END), 0) FROM promotion_ledger WHERE " NEO_HAS_LEASE};

// Null: there is no such statement.
const Query* outcome_at_once(const Dialect& dialect) {
    if (dialect.writes_in_with) return &set_outcome_in_with;
    return dialect.updates_joined ? &set_outcome_of_joined : nullptr;
}

Error contradiction(const std::string& key) {
    return {ErrorCode::internal, "the history lacks the attempt that the ledger row " + key + " names"};
}

}  // namespace

result<std::optional<LedgerRow>> SqlLedger::find(const std::string& key) {
    return pool_.read([&](Connection& connection) {
        return connection.first(select_row, {{"key", key}}, read_ledger_row);
    });
}

result<ports::Basis> SqlLedger::basis(const std::string& key, const domain::VersionId& source,
                                      const std::string& target_organization, const std::string& holder) {
    Parameters parameters{{"source", source.organization},
                          {"dataflow", source.dataflow},
                          {"version", source.version},
                          {"target", target_organization},
                          {"key", key}};
    if (!holder.empty()) parameters.emplace_back("holder", holder);
    return pool_.read([&](Connection& connection) {
        return *connection.first(holder.empty() ? select_basis_without_holder : select_basis, parameters, read_basis);
    });
}

result<LedgerRow> SqlLedger::write_intent(const ports::Intent& intent, std::int64_t failed_fence) {
    const ports::Promotion& attempt = intent.promotion;
    LedgerRow row{.key = intent.key,
                  .state = LedgerState::prepared,
                  .fence = std::max(intent.fence, failed_fence + 1),
                  .owner = intent.owner,
                  .promotion = attempt.id,
                  .source = attempt.source,
                  .target_organization = attempt.target_organization,
                  .requested_application = intent.requested_application,
                  .actor = attempt.actor,
                  .plan = intent.plan};
    Parameters values{{"key", row.key},
                      {"fence", row.fence},
                      {"owner", row.owner},
                      {"lease", intent.lease_seconds * microseconds_per_second},
                      {"promotion", attempt.id},
                      {"requested_application", intent.requested_application},
                      {"actor", attempt.actor},
                      {"plan", intent.plan},
                      {"mapping", intent.mapping},
                      {"source_registration", intent.source_registration},
                      {"target_registration", intent.target_registration}};
    std::vector<Write> attempt_rows;
    attempt_rows.push_back(insert_promotion("ledger.prepare.insert_promotion", attempt));
    if (intent.idempotency_key)
        attempt_rows.push_back(
            insert_idempotency_key("ledger.prepare.insert_idempotency_key", *intent.idempotency_key, attempt.id));

    if (failed_fence == 0) {
        values.emplace_back("source_organization", attempt.source.organization);
        values.emplace_back("source_dataflow", attempt.source.dataflow);
        values.emplace_back("source_version", attempt.source.version);
        values.emplace_back("target_organization", attempt.target_organization);
        attempt_rows.insert(attempt_rows.begin(), Write{insert_prepared, std::move(values)});
        const auto written = pool_.write_all("ledger.prepare", attempt_rows);
        if (!written) return written.error();
        return row;
    }
    values.emplace_back("failed_fence", failed_fence);
    return pool_.write("ledger.prepare", [&](Connection& connection) -> result<LedgerRow> {
        if (connection.execute(take_failed, values) == 0) {
            return Error{ErrorCode::exists, "the ledger row was taken over by somebody else"};
        }
        connection.execute_all(attempt_rows);
        return row;
    });
}

result<IntentResult> SqlLedger::prepare(const ports::Intent& intent) {
    std::int64_t failed_fence = 0;
    std::optional<Error> unknown;  // a commit had no answer, and nothing since has told what became of it
    const auto or_unknown = [&unknown](const Error& error) { return unknown.value_or(error); };
    for (int round = 0; round < max_rounds; ++round) {
        const auto written = write_intent(intent, failed_fence);
        if (written) return IntentResult{IntentOutcome::prepared, *written};
        const ErrorCode code = written.error().code;
        if (code == ErrorCode::outcome_unknown) {
            unknown = written.error();
        } else if (code == ErrorCode::facts_changed) {
            return written.error();  // the row is not ours, and no commit is under way that could make it so
        } else if (code != ErrorCode::exists) {
            return or_unknown(written.error());
        }

        const auto row = find(intent.key);
        if (!row) return or_unknown(row.error());
        if (*row && (*row)->promotion == intent.promotion.id) {
            if ((*row)->state == LedgerState::prepared && (*row)->owner == intent.owner) {
                return IntentResult{IntentOutcome::prepared, **row};  // it was committed after all
            }
            return or_unknown(written.error());  // committed, and taken over by somebody since
        }
        if (intent.idempotency_key) {
            const auto taken = pool_.read([&](Connection& connection) {
                return select_idempotency_key(connection, intent.idempotency_key->actor, intent.idempotency_key->key);
            });
            if (!taken) return or_unknown(taken.error());
            if (*taken) return IntentResult{IntentOutcome::idempotency_replay, row->value_or(LedgerRow{})};
        }
        failed_fence = 0;
        if (!*row) continue;
        switch ((*row)->state) {
            case LedgerState::done:
                return IntentResult{IntentOutcome::already_done, **row};
            case LedgerState::prepared:
            case LedgerState::aborting:
                return IntentResult{(*row)->lease_expired ? IntentOutcome::expired : IntentOutcome::in_progress, **row};
            case LedgerState::failed:
                failed_fence = (*row)->fence;
                break;
        }
    }
    return or_unknown({ErrorCode::unavailable, "the promotion's ledger row kept changing; try again"});
}

result<bool> SqlLedger::stands(const LedgerRow& row, LedgerState state) {
    const auto now = find(row.key);
    if (!now) return now.error();
    return *now && (*now)->state == state && (*now)->fence == row.fence && (*now)->owner == row.owner;
}

result<bool> SqlLedger::complete(const LedgerRow& row, const ports::Placement& placement, bool routed,
                                 Time finished_at) {
    const Parameters ours{{"key", row.key}, {"fence", row.fence}, {"owner", row.owner}};
    const Parameters success{{"application", placement.application},
                             {"dataflow", placement.dataflow},
                             {"approved", placement.approved_version},
                             {"draft", placement.draft_version},
                             {"routed", routed ? 1 : 0},
                             {"finished_at", to_microseconds(finished_at)},
                             {"promotion", row.promotion}};
    // A machine that falls may take the outcome with it: then the row is open as before, and recovery asks the host and
    // writes it again.
    const auto one_by_one = [&] {
        return pool_.write(
            "ledger.complete",
            [&](Connection& connection) -> result<bool> {
                if (connection.execute(set_done, ours) == 0) return false;
                if (connection.execute(set_succeeded, success) != 1) return contradiction(row.key);
                return true;
            },
            Durability::soon);
    };
    const auto write = [&]() -> result<bool> {
        const Query* const at_once = outcome_at_once(pool_.dialect());
        if (at_once == nullptr) return one_by_one();
        Write both{*at_once, success};
        both.parameters.insert(both.parameters.end(), ours.begin(), ours.end());
        const auto rows = pool_.write_all("ledger.complete", {&both, 1});
        if (!rows) return rows.error();
        return *rows > 0 ? result<bool>(true) : one_by_one();  // which says why there is none
    };
    return settle(write, [&] { return stands(row, LedgerState::done); });
}

result<std::optional<LedgerRow>> SqlLedger::start_abort(const LedgerRow& row,
                                                        const std::vector<domain::Failure>& failures) {
    const auto write = [&] {
        return pool_.write("ledger.start_abort", [&](Connection& connection) -> result<std::optional<LedgerRow>> {
            if (connection.execute(set_aborting, {{"failures", failures_json(failures)},
                                                  {"key", row.key},
                                                  {"fence", row.fence},
                                                  {"owner", row.owner}}) == 0) {
                return std::optional<LedgerRow>();
            }
            return connection.first(select_aborting, {{"key", row.key}}, read_ledger_row);
        });
    };
    return settle(write, [&]() -> result<std::optional<LedgerRow>> {
        auto now = find(row.key);
        if (!now) return now;
        const bool ours = *now && (*now)->state == LedgerState::aborting && (*now)->owner == row.owner &&
                          (*now)->promotion == row.promotion && (*now)->failures == failures;
        return ours ? now : std::optional<LedgerRow>();
    });
}

result<bool> SqlLedger::finish_abort(const LedgerRow& row, Time finished_at) {
    const auto write = [&] {
        return pool_.write("ledger.finish_abort", [&](Connection& connection) -> result<bool> {
            if (connection.execute(set_failed, {{"key", row.key}, {"fence", row.fence}, {"owner", row.owner}}) == 0) {
                return false;
            }
            if (connection.execute(set_promotion_failed, {{"finished_at", to_microseconds(finished_at)},
                                                          {"key", row.key},
                                                          {"promotion", row.promotion}}) != 1) {
                return contradiction(row.key);
            }
            return true;
        });
    };
    return settle(write, [&] { return stands(row, LedgerState::failed); });
}

result<std::optional<LedgerRow>> SqlLedger::raise_fence(const LedgerRow& row, std::int64_t fence) {
    return pool_.write("ledger.raise_fence", [&](Connection& connection) -> result<std::optional<LedgerRow>> {
        if (connection.execute(set_fence,
                               {{"risen", fence}, {"key", row.key}, {"fence", row.fence}, {"owner", row.owner}}) == 0) {
            return std::optional<LedgerRow>();
        }
        return connection.first(select_risen, {{"key", row.key}}, read_ledger_row);
    });
}

result<std::vector<LedgerRow>> SqlLedger::expired(int limit) {
    return pool_.read([&](Connection& connection) {
        return connection.all(select_expired, {{"limit", limit}}, read_ledger_row);
    });
}

result<std::optional<LedgerRow>> SqlLedger::claim(const LedgerRow& row, const std::string& owner,
                                                  std::int64_t lease_seconds) {
    return pool_.write("ledger.claim", [&](Connection& connection) -> result<std::optional<LedgerRow>> {
        if (connection.execute(take_over, {{"owner", owner},
                                           {"lease", lease_seconds * microseconds_per_second},
                                           {"key", row.key},
                                           {"fence", row.fence}}) == 0) {
            return std::optional<LedgerRow>();
        }
        return connection.first(select_claimed, {{"key", row.key}}, read_ledger_row);
    });
}

result<void> SqlLedger::rebuild(const LedgerRow& row, const ports::Promotion& promotion) {
    return pool_.write("ledger.rebuild", [&](Connection& connection) -> result<void> {
        const auto mended = connection.execute(set_failed_done, {{"owner", row.owner},
                                                                 {"promotion", promotion.id},
                                                                 {"requested_application", row.requested_application},
                                                                 {"actor", row.actor},
                                                                 {"key", row.key}});
        if (mended == 0)
            connection.execute(insert_done, {{"key", row.key},
                                             {"fence", row.fence},
                                             {"owner", row.owner},
                                             {"promotion", promotion.id},
                                             {"source_organization", row.source.organization},
                                             {"source_dataflow", row.source.dataflow},
                                             {"source_version", row.source.version},
                                             {"target_organization", row.target_organization},
                                             {"requested_application", row.requested_application},
                                             {"actor", row.actor}});
        connection.run(insert_promotion("ledger.rebuild.insert_promotion", promotion));
        return {};
    });
}

result<std::vector<DoneRow>> SqlLedger::done_rows(const std::string& after, int limit) {
    return pool_.read([&](Connection& connection) {
        return connection.all(select_done, {{"after", after}, {"limit", limit}}, read_done_row);
    });
}

result<ports::Ledger::Unfinished> SqlLedger::unfinished() {
    return pool_.read([&](Connection& connection) {
        return *connection.first(count_unfinished, {}, [](Row& row) {
            return Unfinished{row.integer(), row.integer()};
        });
    });
}

}  // namespace neo::sql
