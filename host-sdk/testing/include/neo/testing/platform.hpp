// The mock host's platform: organizations, users and dataflows in memory, set up by a test, read and written through
// the services. Follows the host contract of service/dataflows.h to the letter. Every function: any thread.
#pragma once

#include <neo/host/service/dataflows.h>
#include <neo/testing/model.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::testing {

// What a service answers: its status and the document (or the message for a person).
struct Reply {
    neo_status status = NEO_OK;
    std::string text;
};

struct VersionReply : Reply {
    std::string content;
};

class Platform {
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

    // ---- The services; each function answers what the header of its service says.

    Reply get_organization(std::string_view id) const;
    Reply list_organizations(std::string_view search, std::string_view after, std::uint32_t limit) const;
    Reply get_user(std::string_view id) const;
    bool allowed(std::string_view user, std::string_view organization, std::string_view permission) const;
    Reply list_grants(std::string_view user) const;
    Reply list_applications(std::string_view organization) const;
    Reply get_dataflow(std::string_view organization, std::string_view dataflow) const;
    Reply list_dataflows(std::string_view query) const;
    VersionReply get_version(std::string_view organization, std::string_view dataflow, std::int64_t version) const;
    Reply find_by_trigger(std::string_view organization, std::string_view method, std::string_view url) const;

    // A request that owns its texts, so that a fault can deliver it after the call returned.
    struct ApplyRequest {
        std::int64_t fence = 0;
        std::string key, payload_hash, actor, source_organization, source_dataflow;
        std::int64_t source_version = 0;
        std::string target_organization, target_application, expected_dataflow, name, method, url, module;
        bool global = false;
        std::string content;
    };
    Reply apply(const ApplyRequest& request);
    Reply find(std::string_view key) const;
    Reply abort(std::string_view key, std::int64_t fence);
    Reply list_applied(std::string_view after, std::uint32_t limit) const;

private:
    const Organization* organization_of(std::string_view id) const;
    const Dataflow* dataflow_of(std::string_view organization, std::string_view id) const;
    bool allowed_unlocked(std::string_view user, std::string_view organization, std::string_view permission) const;
    void insert_version(Organization& organization, Dataflow& dataflow, std::string_view json);
    Version& version_of(const std::string& organization, const std::string& dataflow, std::int64_t version);
    std::optional<Reply> refuse(const ApplyRequest& request) const;
    Applied create(const ApplyRequest& request);

    mutable std::mutex mutex_;  // guards all that follows
    std::map<std::string, Organization, std::less<>> organizations_;
    std::map<std::string, User, std::less<>> users_;
    std::map<std::string, Applied, std::less<>> applied_;
    std::map<std::string, std::int64_t, std::less<>> barred_;  // key to the highest fence that an abort barred
};

}  // namespace neo::testing
