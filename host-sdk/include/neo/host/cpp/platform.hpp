// A host's services as one class: who writes a host in C++ derives from it and gives it with give_platform()
// (give_platform.hpp); who calls a host asks a RemotePlatform (remote_platform.hpp), which is a Platform over the tables
// of the C ABI.
//
// Every function follows the comment of the table member of its name in service/*.h: what it is given, what it answers,
// with which status it refuses. Any thread.
#pragma once

#include <neo/host/abi.h>
#include <neo/host/cpp/model.hpp>

#include <boost/system/result.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace neo::sdk {

// Why a platform did not do what it was asked.
struct PlatformError {
    PlatformError() = default;
    PlatformError(neo_status status_, std::string message_, bool unreadable_ = false)
        : status(status_), message(std::move(message_)), unreadable(unreadable_) {}

    neo_status status = NEO_INTERNAL;  // never NEO_OK
    std::string message;               // for a person
    bool unreadable = false;           // of a RemotePlatform: it was answered, but not with what service/*.h says
};

template <class T>
using platform_result = boost::system::result<T, PlatformError>;

// Needed by platform_result::value(), which is for callers that have checked.
[[noreturn]] inline void throw_exception_from_error(const PlatformError& error, const boost::source_location&) {
    throw std::runtime_error(error.message);
}

class Platform {
public:
    virtual ~Platform() = default;

    // directory/1
    virtual platform_result<Organization> get_organization(const std::string& organization) = 0;
    virtual platform_result<std::vector<Organization>> list_organizations(const std::string& search,
                                                                          const std::string& after,
                                                                          std::uint32_t limit) = 0;
    virtual platform_result<User> get_user(const std::string& user) = 0;

    // access/1
    virtual platform_result<bool> check(const std::string& user, const std::string& organization,
                                        const std::string& permission) = 0;
    virtual platform_result<std::vector<Grant>> list_grants(const std::string& user) = 0;

    // applications/1: list
    virtual platform_result<std::vector<Application>> list_applications(const std::string& organization) = 0;

    // dataflows/1
    virtual platform_result<Dataflow> get_dataflow(const std::string& organization, const std::string& dataflow) = 0;
    virtual platform_result<std::vector<Dataflow>> list_dataflows(const DataflowQuery& query) = 0;
    virtual platform_result<Version> get_version(const VersionId& version) = 0;
    virtual platform_result<TriggerHolder> find_by_trigger(const std::string& organization, const Trigger& trigger) = 0;
    virtual platform_result<Applied> apply(const ApplyRequest& request) = 0;
    virtual platform_result<Applied> find(const std::string& promotion_key) = 0;
    // What was applied already, when it comes too late.
    virtual platform_result<std::variant<Barred, Applied>> abort(const std::string& promotion_key,
                                                                 std::int64_t fence) = 0;
    virtual platform_result<std::vector<Applied>> list_applied(const std::string& after, std::uint32_t limit) = 0;
    // Optional: a platform that leaves it out is asked by the single functions.
    virtual platform_result<CaseFacts> get_case(const std::string& /*actor*/, const VersionId& /*source*/,
                                                const std::string& /*target_organization*/) {
        return PlatformError(NEO_UNSUPPORTED, "get_case is left out");
    }
    // Optional: a platform that leaves it out is asked for each by get_dataflow.
    virtual platform_result<std::vector<Head>> list_heads(const std::vector<DataflowId>& /*dataflows*/) {
        return PlatformError(NEO_UNSUPPORTED, "list_heads is left out");
    }

    // needs/1, optional: a platform that leaves it out cannot tell.
    virtual platform_result<Needs> find_missing(const std::string& /*organization*/, const Needs& /*names*/) {
        return PlatformError(NEO_UNSUPPORTED, "find_missing is left out");
    }

    // people/1, optional: a platform that leaves it out cannot tell.
    virtual platform_result<std::vector<PermissionHolder>> list_holders(const std::string& /*organization*/,
                                                                        const std::string& /*search*/,
                                                                        const std::string& /*after*/,
                                                                        std::uint32_t /*limit*/) {
        return PlatformError(NEO_UNSUPPORTED, "list_holders is left out");
    }

    // log/1: one of NEO_LOG_*. Whatever it throws is dropped.
    virtual void write_log(std::int32_t level, std::string_view component, std::string_view message) = 0;
};

}  // namespace neo::sdk
