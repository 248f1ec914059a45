// The host's services as the use cases want them: calls across the ABI, replies read into values.
#pragma once

#include "host_line.hpp"

#include <neo/host/cpp/plugin.hpp>
#include <plugin/ports/host.hpp>

#include <memory>

namespace neo::hooks {

// Borrows the host's tables, which live until the plugin's shutdown returned. A reply that cannot be read counts as no
// answer (host_unavailable): what was asked may have happened all the same. So does every call once
// the line is cut.
class SdkHost final : public ports::Host {
public:
    // A refusal names the service that is missing or too short.
    static sdk::plugin_result<SdkHost> connect(const neo_host& host,
                                               std::shared_ptr<HostLine> line = std::make_shared<HostLine>());

    result<std::optional<ports::Organization>> organization(const std::string& id) override;
    result<std::vector<ports::Organization>> organizations(const std::string& search, const std::string& after,
                                                           int limit) override;
    result<std::optional<ports::User>> user(const std::string& id) override;
    result<bool> allowed(const std::string& user, const std::string& organization,
                         const std::string& permission) override;
    result<std::vector<ports::Grant>> grants(const std::string& user) override;
    result<std::optional<std::vector<ports::Application>>> applications(const std::string& organization) override;
    result<std::optional<ports::Dataflow>> dataflow(const std::string& organization, const std::string& id) override;
    result<std::vector<ports::Dataflow>> dataflows(const ports::DataflowQuery& query) override;
    result<std::optional<ports::Version>> version(const domain::VersionId& id) override;
    result<std::optional<ports::TriggerHolder>> find_by_trigger(const std::string& organization,
                                                                const domain::Trigger& trigger) override;
    result<std::variant<ports::Applied, ports::ApplyRefusal>> apply(const ports::ApplyRequest& request) override;
    result<std::optional<ports::Applied>> find(const std::string& key) override;
    result<std::optional<ports::Applied>> abort(const std::string& key, std::int64_t fence) override;
    result<std::vector<ports::Applied>> list_applied(const std::string& after, int limit) override;

private:
    std::shared_ptr<HostLine> line_;
    sdk::Bound<neo_directory_1> directory_;
    sdk::Bound<neo_access_1> access_;
    sdk::Bound<neo_applications_1> applications_;
    sdk::Bound<neo_dataflows_1> dataflows_;
};

// The host's log. Borrows its table as SdkHost does; says nothing once the line is cut.
class SdkLog final : public ports::Log {
public:
    static sdk::plugin_result<SdkLog> connect(const neo_host& host,
                                              std::shared_ptr<HostLine> line = std::make_shared<HostLine>());
    void write(ports::LogLevel level, std::string_view component, std::string_view message) noexcept override;

private:
    std::shared_ptr<HostLine> line_;
    sdk::Bound<neo_log_1> log_;
};

}  // namespace neo::hooks
