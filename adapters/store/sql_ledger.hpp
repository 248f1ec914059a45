// ports::Ledger over SQL: primary keys, foreign keys and conditional updates (plugin/docs/protocol.md).
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/ledger.hpp>

namespace neo::sql {

class SqlLedger final : public ports::Ledger {
public:
    explicit SqlLedger(Pool& pool) : pool_(pool) {}

    result<std::optional<ports::LedgerRow>> find(const std::string& key) override;
    result<ports::Basis> basis(const std::string& key, const domain::VersionId& source,
                               const std::string& target_organization, const std::string& holder) override;
    result<ports::IntentResult> prepare(const ports::Intent& intent) override;
    result<bool> complete(const ports::LedgerRow& row, const ports::Placement& placement, bool routed,
                          Time finished_at) override;
    result<std::optional<ports::LedgerRow>> start_abort(const ports::LedgerRow& row,
                                                        const std::vector<domain::Failure>& failures) override;
    result<bool> finish_abort(const ports::LedgerRow& row, Time finished_at) override;
    result<std::optional<ports::LedgerRow>> raise_fence(const ports::LedgerRow& row, std::int64_t fence) override;
    result<std::vector<ports::LedgerRow>> expired(int limit) override;
    result<std::optional<ports::LedgerRow>> claim(const ports::LedgerRow& row, const std::string& owner,
                                                  std::int64_t lease_seconds) override;
    result<void> rebuild(const ports::LedgerRow& row, const ports::Promotion& promotion) override;
    result<std::vector<ports::DoneRow>> done_rows(const std::string& after, int limit) override;
    result<Unfinished> unfinished() override;

private:
    // Transaction 1: inserts the row, or takes over the one that failed under `failed_fence`, and answers it. exists:
    // that one changed, or there is a row already.
    result<ports::LedgerRow> write_intent(const ports::Intent& intent, std::int64_t failed_fence);
    // Whether the row stands in `state` under the same fence and owner.
    result<bool> stands(const ports::LedgerRow& row, ports::LedgerState state);

    Pool& pool_;
};

}  // namespace neo::sql
