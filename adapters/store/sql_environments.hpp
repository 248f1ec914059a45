// ports::Environments over SQL.
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/environments.hpp>

namespace neo::sql {

class SqlEnvironments final : public ports::Environments {
public:
    explicit SqlEnvironments(Pool& pool) : pool_(pool) {}

    result<std::optional<ports::Environment>> environment(const std::string& organization) override;
    result<ports::Environment> put_environment(const std::string& organization,
                                               const ports::Environment& environment) override;
    result<std::vector<std::string>> foreign(const std::string& organization,
                                             const std::vector<std::string>& hosts) override;
    result<std::string> fingerprint_key(const std::string& candidate) override;

private:
    Pool& pool_;
};

}  // namespace neo::sql
