#include "memory_ledger.hpp"

#include <algorithm>

namespace neo::memory {
namespace {

using ports::IntentOutcome;
using ports::IntentResult;
using ports::LedgerRow;
using ports::LedgerState;

bool is_expired(const LedgerEntry& entry) {
    return entry.unfinished() && entry.lease_until <= std::chrono::steady_clock::now();
}

LedgerRow as_read(const LedgerEntry& entry) {
    LedgerRow row = entry.row;
    row.lease_expired = is_expired(entry);
    return row;
}

// Also above the fences of a row that was lost: see ledger.hpp.
std::int64_t fence_after(std::int64_t fence) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::max<std::int64_t>(fence + 1, std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

template <class Values>
bool holds(const Values& values, const std::string& id) {
    return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.second.id == id; });
}

}  // namespace

LedgerEntry* MemoryLedger::held(const LedgerRow& row) {
    const auto found = state_.ledger.find(row.key);
    if (found == state_.ledger.end()) return nullptr;
    LedgerEntry& entry = found->second;
    return entry.unfinished() && entry.row.fence == row.fence && entry.row.owner == row.owner ? &entry : nullptr;
}

result<std::optional<LedgerRow>> MemoryLedger::find(const std::string& key) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.ledger.find(key);
    if (found == state_.ledger.end()) return std::optional<LedgerRow>();
    return std::optional(as_read(found->second));
}

result<ports::Basis> MemoryLedger::basis(const std::string& key, const domain::VersionId& source,
                                         const std::string& target_organization, const std::string& holder) {
    const std::lock_guard lock(state_.mutex);
    const auto registered = [&](const std::string& organization) -> std::optional<ports::Basis::Registered> {
        const auto found = state_.registrations.find(organization);
        if (found == state_.registrations.end()) return std::nullopt;
        return ports::Basis::Registered{found->second.id, found->second.type};
    };
    ports::Basis basis;
    basis.source = registered(source.organization);
    basis.target = registered(target_organization);
    const auto mapping = state_.mappings.find({source.organization, target_organization});
    if (mapping != state_.mappings.end()) basis.mapping = mapping->second.id;
    const auto found = state_.ledger.find(key);
    if (found != state_.ledger.end()) basis.row = as_read(found->second);
    basis.fence = fence_after(basis.row ? basis.row->fence : 0);
    basis.hosts_are_declared =
        std::ranges::any_of(state_.environments, [](const auto& entry) { return !entry.second.hosts.empty(); });
    if (auto recall = state_.recall_of(source)) basis.recalled = std::move(recall->reason);
    for (const auto& [id, promotion] : state_.promotions) {  // oldest first
        if (promotion.status != ports::PromotionStatus::succeeded ||
            promotion.target_organization != target_organization)
            continue;
        const bool into_holder = promotion.target_dataflow == holder;
        if (into_holder)
            basis.base = ports::Basis::Arrived{id, promotion.source, promotion.approved_version.value_or(0),
                                               promotion.content_hash, promotion.finished_at.value_or(Time())};
        if (promotion.source.organization != source.organization || promotion.source.dataflow != source.dataflow)
            continue;
        basis.before_dataflow = promotion.target_dataflow;
        if (into_holder && promotion.source.version > source.version)
            basis.newer_version = std::max(basis.newer_version.value_or(0), promotion.source.version);
    }
    return basis;
}

result<IntentResult> MemoryLedger::prepare(const ports::Intent& intent) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.ledger.find(intent.key);
    if (intent.idempotency_key &&
        state_.idempotency_keys.contains({intent.idempotency_key->actor, intent.idempotency_key->key})) {
        return IntentResult{IntentOutcome::idempotency_replay,
                            found == state_.ledger.end() ? LedgerRow{} : as_read(found->second)};
    }
    std::int64_t fence = intent.fence;
    if (found != state_.ledger.end()) {
        const LedgerRow row = as_read(found->second);
        if (row.state == LedgerState::done) return IntentResult{IntentOutcome::already_done, row};
        if (row.state != LedgerState::failed) {
            return IntentResult{row.lease_expired ? IntentOutcome::expired : IntentOutcome::in_progress, row};
        }
        fence = std::max(fence, row.fence + 1);
    }
    if (!holds(state_.mappings, intent.mapping) || !holds(state_.registrations, intent.source_registration) ||
        !holds(state_.registrations, intent.target_registration)) {
        return Error{ErrorCode::facts_changed, "the mapping or a registration is gone"};
    }
    const LedgerEntry entry{
        .row = {.key = intent.key,
                .state = LedgerState::prepared,
                .fence = fence,
                .owner = intent.owner,
                .promotion = intent.promotion.id,
                .source = intent.promotion.source,
                .target_organization = intent.promotion.target_organization,
                .requested_application = intent.requested_application,
                .actor = intent.promotion.actor,
                .plan = intent.plan},
        .lease_until = std::chrono::steady_clock::now() + std::chrono::seconds(intent.lease_seconds),
        .mapping = intent.mapping,
        .source_registration = intent.source_registration,
        .target_registration = intent.target_registration};
    state_.ledger.insert_or_assign(intent.key, entry);
    state_.promotions.insert_or_assign(intent.promotion.id, intent.promotion);
    if (intent.idempotency_key) {
        state_.idempotency_keys.emplace(std::pair(intent.idempotency_key->actor, intent.idempotency_key->key),
                                        std::pair(intent.idempotency_key->request_hash, intent.promotion.id));
    }
    return IntentResult{IntentOutcome::prepared, entry.row};
}

result<bool> MemoryLedger::complete(const LedgerRow& row, const ports::Placement& placement, bool routed,
                                    Time finished_at) {
    const std::lock_guard lock(state_.mutex);
    LedgerEntry* const entry = held(row);
    if (entry == nullptr) return false;
    ports::Promotion& promotion = state_.promotions.at(row.promotion);
    promotion.status = ports::PromotionStatus::succeeded;
    promotion.target_application = placement.application;
    promotion.target_dataflow = placement.dataflow;
    promotion.approved_version = placement.approved_version;
    promotion.draft_version = placement.draft_version;
    promotion.routed = routed;
    promotion.finished_at = finished_at;
    promotion.failures.clear();
    entry->row.state = LedgerState::done;
    entry->row.failures.clear();
    entry->let_go();
    state_.let_go.notify_all();
    return true;
}

result<std::optional<LedgerRow>> MemoryLedger::start_abort(const LedgerRow& row,
                                                           const std::vector<domain::Failure>& failures) {
    const std::lock_guard lock(state_.mutex);
    LedgerEntry* const entry = held(row);
    if (entry == nullptr || entry->row.state != LedgerState::prepared) return std::optional<LedgerRow>();
    entry->row.state = LedgerState::aborting;
    entry->row.fence = fence_after(row.fence);
    entry->row.failures = failures;
    return std::optional(as_read(*entry));
}

result<bool> MemoryLedger::finish_abort(const LedgerRow& row, Time finished_at) {
    const std::lock_guard lock(state_.mutex);
    LedgerEntry* const entry = held(row);
    if (entry == nullptr || entry->row.state != LedgerState::aborting) return false;
    ports::Promotion& promotion = state_.promotions.at(row.promotion);
    promotion.status = ports::PromotionStatus::failed;
    promotion.finished_at = finished_at;
    promotion.failures = entry->row.failures;
    entry->row.state = LedgerState::failed;
    entry->let_go();
    state_.let_go.notify_all();
    return true;
}

result<std::optional<LedgerRow>> MemoryLedger::raise_fence(const LedgerRow& row, std::int64_t fence) {
    const std::lock_guard lock(state_.mutex);
    LedgerEntry* const entry = held(row);
    if (entry == nullptr || entry->row.state != LedgerState::prepared) return std::optional<LedgerRow>();
    entry->row.fence = fence;
    return std::optional(as_read(*entry));
}

std::optional<ports::Placement> MemoryLedger::placement_of(const std::string& id) const {
    const auto found = state_.promotions.find(id);
    if (found == state_.promotions.end()) return std::nullopt;
    const ports::Promotion& promotion = found->second;
    if (!promotion.target_application || !promotion.target_dataflow || !promotion.approved_version ||
        !promotion.draft_version) {
        return std::nullopt;
    }
    return ports::Placement{*promotion.target_application, *promotion.target_dataflow, *promotion.approved_version,
                            *promotion.draft_version};
}

result<std::vector<LedgerRow>> MemoryLedger::expired(int limit) {
    const std::lock_guard lock(state_.mutex);
    std::vector<const LedgerEntry*> entries;
    for (const auto& [key, entry] : state_.ledger) {
        if (is_expired(entry)) entries.push_back(&entry);
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto* a, const auto* b) { return a->lease_until < b->lease_until; });
    if (entries.size() > static_cast<std::size_t>(limit)) entries.resize(static_cast<std::size_t>(limit));
    std::vector<LedgerRow> rows;
    for (const LedgerEntry* entry : entries)
        rows.push_back(as_read(*entry));
    return rows;
}

result<std::optional<LedgerRow>> MemoryLedger::claim(const LedgerRow& row, const std::string& owner,
                                                     std::int64_t lease_seconds) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.ledger.find(row.key);
    if (found == state_.ledger.end() || found->second.row.fence != row.fence || !is_expired(found->second)) {
        return std::optional<LedgerRow>();
    }
    LedgerEntry& entry = found->second;
    entry.row.fence = fence_after(row.fence);
    entry.row.owner = owner;
    entry.lease_until = std::chrono::steady_clock::now() + std::chrono::seconds(lease_seconds);
    return std::optional(as_read(entry));
}

result<void> MemoryLedger::rebuild(const LedgerRow& row, const ports::Promotion& promotion) {
    const std::lock_guard lock(state_.mutex);
    LedgerEntry entry{
        .row = row, .lease_until = {}, .mapping = {}, .source_registration = {}, .target_registration = {}};
    entry.row.state = LedgerState::done;
    entry.row.promotion = promotion.id;
    entry.row.failures.clear();
    const auto found = state_.ledger.find(row.key);
    if (found != state_.ledger.end()) {
        if (found->second.row.state != LedgerState::failed) {
            return Error{ErrorCode::exists, "the ledger holds that key already"};
        }
        entry.row.fence = found->second.row.fence;
    }
    state_.ledger.insert_or_assign(row.key, entry);
    state_.promotions.insert_or_assign(promotion.id, promotion);
    return {};
}

result<std::vector<ports::DoneRow>> MemoryLedger::done_rows(const std::string& after, int limit) {
    const std::lock_guard lock(state_.mutex);
    std::vector<ports::DoneRow> rows;
    for (auto at = state_.ledger.upper_bound(after); at != state_.ledger.end(); ++at) {
        if (rows.size() == static_cast<std::size_t>(limit)) break;
        const LedgerRow& row = at->second.row;
        if (row.state != LedgerState::done) continue;
        rows.push_back({row.key, row.source, row.target_organization, placement_of(row.promotion)});
    }
    return rows;
}

result<ports::Ledger::Unfinished> MemoryLedger::unfinished() {
    const std::lock_guard lock(state_.mutex);
    Unfinished counts;
    for (const auto& [key, entry] : state_.ledger) {
        counts.rows += entry.unfinished() ? 1 : 0;
        counts.expired += is_expired(entry) ? 1 : 0;
    }
    return counts;
}

}  // namespace neo::memory
