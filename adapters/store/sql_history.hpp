// ports::History over SQL.
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/history.hpp>

namespace neo::sql {

class SqlHistory final : public ports::History {
public:
    explicit SqlHistory(Pool& pool) : pool_(pool) {}

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
    Pool& pool_;
};

}  // namespace neo::sql
