// ports::Recalls over SQL.
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/recalls.hpp>

namespace neo::sql {

class SqlRecalls final : public ports::Recalls {
public:
    explicit SqlRecalls(Pool& pool) : pool_(pool) {}

    result<std::optional<ports::Recall>> recall(const domain::VersionId& version) override;
    result<ports::PutRecall> put_recall(const domain::VersionId& version, const ports::Recall& recall,
                                        const std::string& change) override;
    result<void> remove_recall(const domain::VersionId& version, ports::RecallChange change) override;
    result<std::vector<ports::RecallChange>> changes(const domain::VersionId& version, int limit) override;
    result<std::vector<std::pair<std::string, std::int64_t>>> recalled_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) override;

private:
    Pool& pool_;
};

}  // namespace neo::sql
