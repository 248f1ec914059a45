// The host's platform as the use cases want it: in pages as long as they like, contents read where they enter, refusals
// as values.
#pragma once

#include "host_line.hpp"

#include <neo/host/cpp/platform.hpp>
#include <plugin/ports/host.hpp>

#include <memory>

namespace neo::adapters {

// Borrows the platform. Whatever it answers that cannot be worked with counts as host_faulty when it was only asked,
// and as no answer (host_unavailable) when something may have happened; so does every call once the line is cut.
class PlatformHost final : public ports::Host {
public:
    explicit PlatformHost(sdk::Platform& platform, std::shared_ptr<HostLine> line = std::make_shared<HostLine>())
        : platform_(platform), line_(std::move(line)) {}

    result<std::optional<ports::Organization>> organization(const std::string& id) override;
    result<std::vector<ports::Organization>> organizations(const std::string& search, const std::string& after,
                                                           int limit) override;
    result<std::optional<ports::User>> user(const std::string& id) override;
    result<bool> allowed(const std::string& user, const std::string& organization,
                         const std::string& permission) override;
    result<std::vector<ports::Grant>> grants(const std::string& user) override;
    result<ports::Needs> missing(const std::string& organization, const ports::Needs& names) override;
    result<std::optional<std::vector<ports::PermissionHolder>>> permission_holders(const std::string& organization,
                                                                                   const std::string& search,
                                                                                   const std::string& after,
                                                                                   int limit) override;
    result<std::optional<std::vector<ports::Application>>> applications(const std::string& organization) override;
    result<std::optional<ports::Dataflow>> dataflow(const std::string& organization, const std::string& id) override;
    result<std::vector<ports::Dataflow>> dataflows(const ports::DataflowQuery& query) override;
    result<std::optional<ports::Version>> version(const domain::VersionId& id) override;
    result<std::optional<ports::TriggerHolder>> find_by_trigger(const std::string& organization,
                                                                const domain::Trigger& trigger) override;
    // In questions of NEO_MOST_HEADS where the host has list_heads, else in one for each dataflow.
    result<std::vector<ports::Head>> heads(const std::vector<ports::DataflowId>& dataflows) override;
    // In one call where the host has one for it, else in one for each fact.
    result<ports::CaseFacts> case_facts(const std::string& actor, const domain::VersionId& source,
                                        const std::string& target_organization) override;
    result<std::variant<ports::Applied, ports::ApplyRefusal>> apply(const ports::ApplyRequest& request) override;
    result<std::optional<ports::Applied>> find(const std::string& key) override;
    result<std::optional<ports::Applied>> abort(const std::string& key, std::int64_t fence) override;
    result<std::vector<ports::Applied>> list_applied(const std::string& after, int limit) override;

private:
    result<std::vector<ports::Head>> heads_one_by_one(const std::vector<ports::DataflowId>& dataflows);
    result<ports::CaseFacts> facts_one_by_one(const std::string& actor, const domain::VersionId& source,
                                              const std::string& target_organization);

    sdk::Platform& platform_;
    std::shared_ptr<HostLine> line_;
};

// The host's log. Borrows the platform; says nothing once the line is cut.
class PlatformLog final : public ports::Log {
public:
    explicit PlatformLog(sdk::Platform& platform, std::shared_ptr<HostLine> line = std::make_shared<HostLine>())
        : platform_(platform), line_(std::move(line)) {}

    void write(ports::LogLevel level, std::string_view component, std::string_view message) noexcept override;

private:
    sdk::Platform& platform_;
    std::shared_ptr<HostLine> line_;
};

}  // namespace neo::adapters
