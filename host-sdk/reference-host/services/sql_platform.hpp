// The host's platform as plugins see it, over its store.
#pragma once

#include <adapters/sql/pool.hpp>
#include <neo/host/cpp/platform.hpp>

namespace neo::host::services {

// Borrows the pool.
class SqlPlatform : public sdk::Platform {
public:
    explicit SqlPlatform(sql::Pool& pool) : pool_(pool) {}

    sdk::platform_result<sdk::Organization> get_organization(const std::string& organization) override;
    sdk::platform_result<std::vector<sdk::Organization>> list_organizations(const std::string& search,
                                                                            const std::string& after,
                                                                            std::uint32_t limit) override;
    sdk::platform_result<sdk::User> get_user(const std::string& user) override;
    sdk::platform_result<bool> check(const std::string& user, const std::string& organization,
                                     const std::string& permission) override;
    sdk::platform_result<std::vector<sdk::Grant>> list_grants(const std::string& user) override;
    sdk::platform_result<std::vector<sdk::Application>> list_applications(const std::string& organization) override;
    sdk::platform_result<sdk::Dataflow> get_dataflow(const std::string& organization,
                                                     const std::string& dataflow) override;
    sdk::platform_result<std::vector<sdk::Dataflow>> list_dataflows(const sdk::DataflowQuery& query) override;
    sdk::platform_result<sdk::Version> get_version(const sdk::VersionId& version) override;
    sdk::platform_result<sdk::TriggerHolder> find_by_trigger(const std::string& organization,
                                                             const sdk::Trigger& trigger) override;
    sdk::platform_result<sdk::Applied> apply(const sdk::ApplyRequest& request) override;
    sdk::platform_result<sdk::Applied> find(const std::string& promotion_key) override;
    sdk::platform_result<std::variant<sdk::Barred, sdk::Applied>> abort(const std::string& promotion_key,
                                                                        std::int64_t fence) override;
    sdk::platform_result<std::vector<sdk::Applied>> list_applied(const std::string& after,
                                                                 std::uint32_t limit) override;
    sdk::platform_result<sdk::CaseFacts> get_case(const std::string& actor, const sdk::VersionId& source,
                                                  const std::string& target_organization) override;
    sdk::platform_result<std::vector<sdk::Head>> list_heads(const std::vector<sdk::DataflowId>& dataflows) override;
    sdk::platform_result<sdk::Needs> find_missing(const std::string& organization, const sdk::Needs& names) override;
    sdk::platform_result<std::vector<sdk::PermissionHolder>> list_holders(const std::string& organization,
                                                                          const std::string& search,
                                                                          const std::string& after,
                                                                          std::uint32_t limit) override;
    void write_log(std::int32_t level, std::string_view component, std::string_view message) override;

private:
    sql::Pool& pool_;
};

}  // namespace neo::host::services
