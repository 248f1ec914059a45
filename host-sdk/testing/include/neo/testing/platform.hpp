// The mock host's platform: organizations, users and dataflows in memory, set up by a test, read and written through
// the services. Follows the host contract of service/dataflows.h to the letter. Every function: any thread.
#pragma once

#include <neo/host/cpp/platform.hpp>
#include <neo/testing/model.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace neo::testing {

class Platform final : public sdk::Platform {
public:
    // ---- Set-up. Mistakes throw std::invalid_argument that says what is wrong.

    // Creates the organization if it is new: named as its id, in cluster "eu", Neo enabled, with the applications
    // "default" and "middleware"; then lets `change` work on it.
    void change_organization(const std::string& id, const std::function<void(Organization&)>& change);
    // Creates the user if it is new, named as its id and without grants; then lets `change` work on it.
    void change_user(const std::string& id, const std::function<void(User&)>& change);

    // Adds a dataflow, as a platform file writes it. Only "organization", "id" and "versions" are needed: name defaults
    // to the id, application to the organization's first custom one; in a version, number to the next, state to
    // "approved", trigger to POST /<id of the dataflow>, blocks and connections to [], module and global to the
    // dataflow's. It is a mistake to approve a version whose trigger another dataflow holds; a draft goes without.
    void add_dataflow(std::string_view json);
    // Adds a version to a dataflow.
    void add_version(const std::string& organization, const std::string& dataflow, std::string_view json);
    // Puts a version into another state, whatever the lifecycle of a real platform would say to that.
    void set_state(const std::string& organization, const std::string& dataflow, std::int64_t version,
                   const std::string& state);
    // Puts other bytes in the place of a version's content, whatever they are: a host that breaks its contract.
    void set_content(const std::string& organization, const std::string& dataflow, std::int64_t version,
                     std::string bytes);
    // Adds all of a platform file: "organizations", "users", "dataflows".
    void add_platform(std::string_view json);

    // ---- What a test looks at: copies.

    std::optional<Dataflow> dataflow(const std::string& organization, const std::string& id) const;
    std::vector<Applied> applied() const;
    // "level component: message", in the order they were written.
    std::vector<std::string> log_lines() const;

    // ---- The services.

    sdk::platform_result<sdk::Organization> get_organization(const std::string& organization) override;
    sdk::platform_result<std::vector<sdk::Organization>> list_organizations(const std::string& search,
                                                                            const std::string& after,
                                                                            std::uint32_t limit) override;
    sdk::platform_result<sdk::User> get_user(const std::string& user) override;
    sdk::platform_result<bool> check(const std::string& user, const std::string& organization,
                                     const std::string& permission) override;
    sdk::platform_result<std::vector<sdk::Grant>> list_grants(const std::string& user) override;
    sdk::platform_result<std::vector<Application>> list_applications(const std::string& organization) override;
    sdk::platform_result<sdk::Dataflow> get_dataflow(const std::string& organization,
                                                     const std::string& dataflow) override;
    sdk::platform_result<std::vector<sdk::Dataflow>> list_dataflows(const sdk::DataflowQuery& query) override;
    sdk::platform_result<sdk::Version> get_version(const sdk::VersionId& version) override;
    sdk::platform_result<sdk::TriggerHolder> find_by_trigger(const std::string& organization,
                                                             const Trigger& trigger) override;
    sdk::platform_result<Applied> apply(const sdk::ApplyRequest& request) override;
    sdk::platform_result<Applied> find(const std::string& promotion_key) override;
    sdk::platform_result<std::variant<sdk::Barred, Applied>> abort(const std::string& promotion_key,
                                                                   std::int64_t fence) override;
    sdk::platform_result<std::vector<Applied>> list_applied(const std::string& after, std::uint32_t limit) override;
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
    const Organization* organization_of(const std::string& id) const;
    const Dataflow* dataflow_of(const std::string& organization, const std::string& id) const;
    bool allowed(const std::string& user, const std::string& organization, const std::string& permission) const;
    void insert_version(Organization& organization, Dataflow& dataflow, std::string_view json);
    Version& version_of(const std::string& organization, const std::string& dataflow, std::int64_t version);
    std::optional<sdk::PlatformError> refusal(const sdk::ApplyRequest& request) const;
    Applied create(const sdk::ApplyRequest& request);

    mutable std::mutex mutex_;  // guards all that follows
    std::map<std::string, Organization> organizations_;
    std::map<std::string, User> users_;
    std::map<std::string, Applied> applied_;
    std::map<std::string, std::int64_t> barred_;  // key to the highest fence that an abort barred
    std::vector<std::string> log_lines_;
};

}  // namespace neo::testing
