// The host platform as the use cases see it: the services of the host SDK, typed. Error host_unavailable whenever
// the host gives no answer, host_faulty when it gives a content that is none (service/dataflows.h), invalid when it
// refuses the question itself. Any thread.
#pragma once

#include "history.hpp"

#include <plugin/base/result.hpp>
#include <plugin/domain/dataflow.hpp>
#include <plugin/domain/promotion_facts.hpp>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace neo::ports {

struct Organization {
    std::string id;
    std::string name;
    std::string cluster;
    bool neo_enabled = false;
    std::vector<std::string> modules;
};

struct User {
    std::string id;
    std::string name;
};

struct Grant {
    std::string organization;  // "*": every organization
    std::vector<std::string> permissions;
};

struct Application {
    std::string id;
    std::string name;
    domain::ApplicationKind kind{};
};

struct DataflowVersion {
    long long version = 0;
    domain::VersionState state{};
    domain::Trigger trigger;
};

struct Dataflow {
    std::string id;
    std::string name;
    std::string application;
    bool global = false;
    std::optional<std::string> module;
    std::vector<DataflowVersion> versions;  // ascending
};

// {"blocks": …, "connections": …} with the bytes that the host stores, and where its parts are in it: read once, where
// it entered.
struct Content {
    struct Part {
        std::size_t at = 0;
        std::size_t size = 0;
    };

    std::string text;
    Part blocks_part;
    Part connections_part;

    std::string_view blocks() const { return of(blocks_part); }
    std::string_view connections() const { return of(connections_part); }

private:
    std::string_view of(Part part) const { return std::string_view(text).substr(part.at, part.size); }
};

struct Version {
    domain::VersionId id;
    std::string name;
    std::string application;
    bool global = false;
    std::optional<std::string> module;
    domain::VersionState state{};
    domain::Trigger trigger;
    std::vector<std::string> tags;
    std::vector<domain::LibraryBlock> library_blocks;  // E3
    std::optional<std::string> etag;                   // of the host, where it gives one: changes with the version
    Content content;
};

struct DataflowQuery {
    std::string organization;
    std::string search;       // empty: all
    std::string application;  // empty: all
    std::string state;        // empty: all
    std::string after;        // id; empty: from the start
    int limit = 50;
};

struct TriggerHolder {
    std::string dataflow;
    std::string application;
    domain::ApplicationKind application_kind{};
};

struct ApplyRequest {
    std::string key;
    std::int64_t fence = 0;
    std::string payload_hash;
    std::string actor;
    domain::VersionId source;
    std::string target_organization;
    std::string target_application;
    std::optional<std::string> expected_dataflow;  // the precondition
    std::string name;
    domain::Trigger trigger;
    std::optional<std::string> module;
    bool global = false;
    std::string content;
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

    // Unset: there is no such organization.
    virtual result<std::optional<std::vector<Application>>> applications(const std::string& organization) = 0;

    virtual result<std::optional<Dataflow>> dataflow(const std::string& organization, const std::string& id) = 0;
    virtual result<std::vector<Dataflow>> dataflows(const DataflowQuery& query) = 0;
    virtual result<std::optional<Version>> version(const domain::VersionId& id) = 0;
    virtual result<std::optional<TriggerHolder>> find_by_trigger(const std::string& organization,
                                                                 const domain::Trigger& trigger) = 0;

    // host_unavailable means that the outcome is unknown (protocol step 4: a time-out is never a failure).
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
