#include "memory_history.hpp"

#include <plugin/ports/history_match.hpp>

#include <algorithm>
#include <set>

namespace neo::memory {
namespace {

bool is_visible(const ports::Promotion& promotion, const ports::HistoryFilter& filter) {
    if (!filter.visible_organizations) return true;
    const auto& visible = *filter.visible_organizations;
    return std::any_of(visible.begin(), visible.end(), [&](const auto& organization) {
        return organization == promotion.source.organization || organization == promotion.target_organization;
    });
}

}  // namespace

result<void> MemoryHistory::record(const ports::Promotion& promotion,
                                   const std::optional<ports::IdempotencyKey>& idempotency_key) {
    const std::lock_guard lock(state_.mutex);
    if (idempotency_key) {
        const auto [at, inserted] = state_.idempotency_keys.try_emplace({idempotency_key->actor, idempotency_key->key},
                                                                        idempotency_key->request_hash, promotion.id);
        if (!inserted) return Error{ErrorCode::exists, "the idempotency key is taken"};
    }
    state_.promotions.insert_or_assign(promotion.id, promotion);
    return {};
}

result<std::optional<ports::Promotion>> MemoryHistory::promotion(const std::string& id) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.promotions.find(id);
    if (found == state_.promotions.end()) return std::optional<ports::Promotion>();
    return std::optional(found->second);
}

result<ports::HistoryPage> MemoryHistory::promotions(const ports::HistoryFilter& filter) {
    const std::lock_guard lock(state_.mutex);
    ports::HistoryPage page;
    for (auto at = state_.promotions.rbegin(); at != state_.promotions.rend(); ++at) {
        if (!ports::matches(at->second, filter) || !is_visible(at->second, filter) ||
            (filter.target_type && state_.type_of(at->second.target_organization) != filter.target_type))
            continue;
        if (page.items.size() == static_cast<std::size_t>(filter.limit)) {
            page.next = page.items.back().id;
            break;
        }
        page.items.push_back(at->second);
    }
    return page;
}

result<std::vector<ports::LastPromotion>> MemoryHistory::last_promotions(
    const std::vector<std::string>& organizations) {
    const std::lock_guard lock(state_.mutex);
    std::vector<ports::LastPromotion> last;
    for (const std::string& organization : organizations) {
        const auto newest = std::find_if(state_.promotions.rbegin(), state_.promotions.rend(), [&](const auto& entry) {
            return entry.second.source.organization == organization || entry.second.target_organization == organization;
        });
        if (newest != state_.promotions.rend()) last.push_back(last_promotion_of(newest->second, organization));
    }
    return last;
}

result<std::vector<std::pair<std::string, std::int64_t>>> MemoryHistory::promoted_versions(
    const std::string& organization, const std::vector<std::string>& dataflows) {
    const std::lock_guard lock(state_.mutex);
    std::set<std::pair<std::string, std::int64_t>> versions;
    for (const auto& [id, promotion] : state_.promotions) {
        if (promotion.status == ports::PromotionStatus::succeeded && promotion.source.organization == organization &&
            std::find(dataflows.begin(), dataflows.end(), promotion.source.dataflow) != dataflows.end()) {
            versions.emplace(promotion.source.dataflow, promotion.source.version);
        }
    }
    return std::vector(versions.begin(), versions.end());
}

result<std::optional<std::pair<std::string, std::string>>> MemoryHistory::find_idempotency_key(const std::string& actor,
                                                                                               const std::string& key) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.idempotency_keys.find({actor, key});
    if (found == state_.idempotency_keys.end()) return std::optional<std::pair<std::string, std::string>>();
    return std::optional(found->second);
}

}  // namespace neo::memory
