#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryRecalls final : public ports::Recalls {
public:
    explicit MemoryRecalls(State& state) : state_(state) {}

    result<std::optional<ports::Recall>> recall(const domain::VersionId& version) override;
    result<ports::PutRecall> put_recall(const domain::VersionId& version, const ports::Recall& recall,
                                        const std::string& change) override;
    result<void> remove_recall(const domain::VersionId& version, ports::RecallChange change) override;
    result<std::vector<ports::RecallChange>> changes(const domain::VersionId& version, int limit) override;
    result<std::vector<std::pair<std::string, std::int64_t>>> recalled_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) override;

private:
    State& state_;
};

}  // namespace neo::memory
