// The host platform as the use cases see it: the values of the host SDK's model, answered as results. Error
// host_unavailable whenever the host gives no answer, host_faulty when it gives one that cannot be worked with, invalid
// when it refuses the question itself. Any thread.
#pragma once

#include <neo/host/cpp/model.hpp>
#include <plugin/base/result.hpp>
#include <plugin/base/time.hpp>
#include <plugin/domain/dataflow.hpp>
#include <plugin/ports/history.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace neo::ports {

using sdk::Application;
using sdk::ApplyRequest;
using sdk::Dataflow;
using sdk::DataflowId;
using sdk::DataflowQuery;
using sdk::DataflowVersion;
using sdk::Grant;
using sdk::Head;
using sdk::Needs;
using sdk::Organization;
using sdk::PermissionHolder;
using sdk::TriggerHolder;
using sdk::User;

// With the parts of its content, which was read once, where it entered. They borrow from `content`, which copies share.
struct Version : sdk::Version {
    std::string_view blocks;
    std::string_view connections;
    std::vector<domain::LibraryBlock> library_blocks;  // E3
};

// All that the decision about a promotion needs of the host. Where the actor may not promote in one of the two, no more
// is set.
struct CaseFacts {
    bool may_promote_from_source = false;
    bool may_promote_to_target = false;
    std::optional<Organization> source;
    std::optional<Organization> target;
    std::optional<Version> version;
    std::optional<std::vector<Application>> applications;  // of the target
    std::optional<TriggerHolder> holder;                   // of the version's trigger in the target
};

// What the host says it created under a key.
struct Applied {
    std::string key;
    std::string payload_hash;
    std::string actor;
    domain::VersionId source;
    std::string target_organization;
    Placement placement;
    domain::Trigger trigger;
    Time applied_at;
};

// A definite "no" of the host: nothing was changed.
struct ApplyRefusal {
    enum class Reason { conflict, barred, payload_mismatch, denied, target_gone, invalid };
    Reason reason{};
    std::string message;
};

class Host {
public:
    virtual ~Host() = default;

    virtual result<std::optional<Organization>> organization(const std::string& id) = 0;
    virtual result<std::vector<Organization>> organizations(const std::string& search, const std::string& after,
                                                            int limit) = 0;
    virtual result<std::optional<User>> user(const std::string& id) = 0;

    virtual result<bool> allowed(const std::string& user, const std::string& organization,
                                 const std::string& permission) = 0;
    virtual result<std::vector<Grant>> grants(const std::string& user) = 0;

    // Those of `names` that the organization lacks; a kind is unset where the host does not tell.
    virtual result<Needs> missing(const std::string& organization, const Needs& names) = 0;

    // Who holds Neo's permissions in the organization, behind the user `after`, in the order of their ids; unset: the
    // host does not tell.
    virtual result<std::optional<std::vector<PermissionHolder>>> permission_holders(const std::string& organization,
                                                                                    const std::string& search,
                                                                                    const std::string& after,
                                                                                    int limit) = 0;

    // Unset: there is no such organization.
    virtual result<std::optional<std::vector<Application>>> applications(const std::string& organization) = 0;

    virtual result<std::optional<Dataflow>> dataflow(const std::string& organization, const std::string& id) = 0;
    virtual result<std::vector<Dataflow>> dataflows(const DataflowQuery& query) = 0;
    virtual result<std::optional<Version>> version(const domain::VersionId& id) = 0;
    virtual result<std::optional<TriggerHolder>> find_by_trigger(const std::string& organization,
                                                                 const domain::Trigger& trigger) = 0;

    // What stands in those of `dataflows` that are there, each once, in any order.
    virtual result<std::vector<Head>> heads(const std::vector<DataflowId>& dataflows) = 0;

    virtual result<CaseFacts> case_facts(const std::string& actor, const domain::VersionId& source,
                                         const std::string& target_organization) = 0;

    // host_unavailable means that the outcome is unknown (plugin/docs/protocol.md, step 4: a time-out is never a
    // failure).
    virtual result<std::variant<Applied, ApplyRefusal>> apply(const ApplyRequest& request) = 0;
    virtual result<std::optional<Applied>> find(const std::string& key) = 0;
    // Unset: the fence is barred for good. Set: too late, this was applied.
    virtual result<std::optional<Applied>> abort(const std::string& key, std::int64_t fence) = 0;
    virtual result<std::vector<Applied>> list_applied(const std::string& after, int limit) = 0;
};

enum class LogLevel { debug, info, warning, error };

class Log {
public:
    virtual ~Log() = default;
    virtual void write(LogLevel level, std::string_view component, std::string_view message) noexcept = 0;
};

}  // namespace neo::ports
