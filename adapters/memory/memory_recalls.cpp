#include "memory_recalls.hpp"

#include <algorithm>

namespace neo::memory {

using ports::PutRecall;
using ports::Recall;
using ports::RecallChange;

result<std::optional<Recall>> MemoryRecalls::recall(const domain::VersionId& version) {
    const std::lock_guard lock(state_.mutex);
    return state_.recall_of(version);
}

result<PutRecall> MemoryRecalls::put_recall(const domain::VersionId& version, const Recall& recall,
                                            const std::string& change) {
    const std::lock_guard lock(state_.mutex);
    const auto [place, is_new] = state_.recalls.try_emplace(version_key(version), recall);
    Recall& standing = place->second;
    if (!is_new && standing.reason == recall.reason) return PutRecall{standing};
    standing = recall;
    state_.recall_changes[version_key(version)].push_back(
        {change, "recalled", recall.reason, recall.recalled_by, recall.recalled_at});
    return PutRecall{recall, is_new};
}

result<void> MemoryRecalls::remove_recall(const domain::VersionId& version, RecallChange change) {
    const std::lock_guard lock(state_.mutex);
    if (state_.recalls.erase(version_key(version)) == 0)
        return Error{ErrorCode::not_found, "the version is not recalled"};
    change.kind = "taken_back";
    change.reason.reset();
    state_.recall_changes[version_key(version)].push_back(std::move(change));
    return {};
}

result<std::vector<RecallChange>> MemoryRecalls::changes(const domain::VersionId& version, int limit) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.recall_changes.find(version_key(version));
    if (found == state_.recall_changes.end()) return std::vector<RecallChange>();
    std::vector<RecallChange> changes = found->second;
    std::ranges::sort(changes, std::ranges::greater(), &RecallChange::id);
    changes.resize(std::min(changes.size(), static_cast<std::size_t>(limit)));
    return changes;
}

result<std::vector<std::pair<std::string, std::int64_t>>> MemoryRecalls::recalled_versions(
    const std::string& organization, const std::vector<std::string>& dataflows) {
    const std::lock_guard lock(state_.mutex);
    std::vector<std::pair<std::string, std::int64_t>> versions;
    for (const auto& entry : state_.recalls) {
        const VersionKey& key = entry.first;
        const std::string& dataflow = std::get<1>(key);
        if (std::get<0>(key) == organization && std::ranges::find(dataflows, dataflow) != dataflows.end())
            versions.emplace_back(dataflow, std::get<2>(key));
    }
    return versions;
}

}  // namespace neo::memory
