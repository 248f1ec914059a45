#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryLedger final : public ports::Ledger {
public:
    explicit MemoryLedger(State& state) : state_(state) {}

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
    // The unfinished row with this key, fence and owner; null: somebody else took it over, or it ended.
    LedgerEntry* held(const ports::LedgerRow& row);
    // Where the attempt with this id landed, if the history says so.
    std::optional<ports::Placement> placement_of(const std::string& id) const;

    State& state_;
};

}  // namespace neo::memory
