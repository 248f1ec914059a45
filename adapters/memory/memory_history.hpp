#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryHistory final : public ports::History {
public:
    explicit MemoryHistory(State& state) : state_(state) {}

    result<void> record(const ports::Promotion& promotion,
                        const std::optional<ports::IdempotencyKey>& idempotency_key) override;
    result<std::optional<ports::Promotion>> promotion(const std::string& id) override;
    result<ports::HistoryPage> promotions(const ports::HistoryFilter& filter) override;
    result<std::vector<ports::LastPromotion>> last_promotions(const std::vector<std::string>& organizations) override;
    result<std::vector<std::pair<std::string, std::int64_t>>> promoted_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) override;
    result<std::optional<std::pair<std::string, std::string>>> find_idempotency_key(const std::string& actor,
                                                                                    const std::string& key) override;

private:
    State& state_;
};

}  // namespace neo::memory
