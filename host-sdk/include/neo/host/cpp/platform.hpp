// A host's services as one class: who writes a host in C++ derives from it and gives it with give_platform(); who calls
// a host asks a RemotePlatform, which is a Platform over the tables of the C ABI.
//
//     class MyPlatform final : public neo::sdk::Platform { … };      // one function a service function
//     MyPlatform platform;
//     neo::sdk::Host host({.name = "my-host", .version = "1.0", .config_directory = "/etc/my-host"});
//     neo::sdk::give_platform(host, platform);
//
// Every function follows the comment of the table member of its name in service/*.h: what it is given, what it answers,
// with which status it refuses. Whatever an implementation throws is told as NEO_INTERNAL. Any thread. Needs
// Boost.JSON.
#pragma once

#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/model.hpp>
#include <neo/host/cpp/plugin.hpp>
#include <neo/host/cpp/status.hpp>
#include <neo/host/cpp/wire.hpp>

#include <boost/system/result.hpp>

#include <algorithm>
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

    // log/1: one of NEO_LOG_*. Whatever it throws is dropped.
    virtual void write_log(std::int32_t level, std::string_view component, std::string_view message) = 0;
};

// The C struct that says the same. Borrows: valid as long as `request`.
inline neo_apply_request borrow(const ApplyRequest& request) noexcept {
    const auto text = [](const auto& optional) { return optional ? borrow(std::string_view(*optional)) : neo_text{}; };
    return {sizeof(neo_apply_request),
            request.fence,
            borrow(request.promotion_key),
            borrow(request.payload_hash),
            borrow(request.actor),
            borrow(request.source.organization),
            borrow(request.source.dataflow),
            request.source.version,
            borrow(request.target_organization),
            borrow(request.target_application),
            text(request.expected_dataflow),
            borrow(request.name),
            borrow(request.trigger.method),
            borrow(request.trigger.url),
            text(request.module),
            request.global ? 1 : 0,
            text(request.content)};
}

// A copy that owns its texts. `request` is at least NEO_APPLY_REQUEST_1_0_SIZE long.
inline ApplyRequest own(const neo_apply_request& request) {
    const auto text = [](neo_text borrowed) { return std::string(view(borrowed)); };
    const auto optional = [&](neo_text borrowed) {
        return borrowed.size == 0 ? std::nullopt : std::optional(text(borrowed));
    };
    return {request.fence,
            text(request.promotion_key),
            text(request.payload_hash),
            text(request.actor),
            {text(request.source_organization), text(request.source_dataflow), request.source_version},
            text(request.target_organization),
            text(request.target_application),
            optional(request.expected_dataflow),
            text(request.name),
            {text(request.url), text(request.method)},
            optional(request.module),
            request.global != 0,
            share(text(request.content))};
}

// The tables whose context is a Platform*, as give_platform() gives them.
namespace platform_tables {

inline Platform& of(void* context) noexcept {
    return *static_cast<Platform*>(context);
}
inline std::string text(neo_text borrowed) {
    return std::string(view(borrowed));
}

inline neo_status refuse(neo_sink reply, const PlatformError& error) {
    write(reply, error.message);
    return error.status;
}
inline neo_status invalid(neo_sink reply, std::string_view why) {
    write(reply, why);
    return NEO_INVALID;
}

template <class T>
neo_status answer(neo_sink reply, const platform_result<T>& result) {
    if (!result) return refuse(reply, result.error());
    write(reply, write_document(*result));
    return NEO_OK;
}
template <class T>
neo_status answer(neo_sink reply, const platform_result<std::vector<T>>& result) {
    if (!result) return refuse(reply, result.error());
    write(reply, write_list(*result));
    return NEO_OK;
}

inline neo_status get_organization(void* context, neo_text organization, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_organization(text(organization))); });
}
inline neo_status list_organizations(void* context, neo_text search, neo_text after, std::uint32_t limit,
                                     neo_sink reply) noexcept {
    return guarded(reply,
                   [&] { return answer(reply, of(context).list_organizations(text(search), text(after), limit)); });
}
inline neo_status get_user(void* context, neo_text user, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_user(text(user))); });
}

inline neo_status check(void* context, neo_text user, neo_text organization, neo_text permission,
                        std::int32_t* allowed) noexcept {
    *allowed = 0;
    return guarded({}, [&]() -> neo_status {
        const auto may = of(context).check(text(user), text(organization), text(permission));
        if (!may) return may.error().status;
        *allowed = *may ? 1 : 0;
        return NEO_OK;
    });
}
inline neo_status list_grants(void* context, neo_text user, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_grants(text(user))); });
}

inline neo_status list_applications(void* context, neo_text organization, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_applications(text(organization))); });
}

inline neo_status get_dataflow(void* context, neo_text organization, neo_text dataflow, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_dataflow(text(organization), text(dataflow))); });
}
inline neo_status list_dataflows(void* context, neo_text query, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        DataflowQuery asked;
        try {
            asked = read_document<DataflowQuery>(view(query));
        } catch (const std::exception& error) {
            return invalid(reply, std::string("the query cannot be read: ") + error.what());
        }
        if (asked.organization.empty()) return invalid(reply, "the query names no organization");
        return answer(reply, of(context).list_dataflows(asked));
    });
}
inline neo_status get_version(void* context, neo_text organization, neo_text dataflow, std::int64_t version,
                              neo_sink reply, neo_sink content) noexcept {
    return guarded(reply, [&] {
        const auto found = of(context).get_version({text(organization), text(dataflow), version});
        if (found && found->content) write(content, *found->content);
        return answer(reply, found);
    });
}
inline neo_status find_by_trigger(void* context, neo_text organization, neo_text method, neo_text url,
                                  neo_sink reply) noexcept {
    return guarded(reply, [&] {
        return answer(reply, of(context).find_by_trigger(text(organization), {text(url), text(method)}));
    });
}
inline neo_status apply(void* context, const neo_apply_request* request, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        if (request == nullptr || request->struct_size < NEO_APPLY_REQUEST_1_0_SIZE)
            return invalid(reply, "the request is too short");
        return answer(reply, of(context).apply(own(*request)));
    });
}
inline neo_status find(void* context, neo_text promotion_key, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).find(text(promotion_key))); });
}
inline neo_status abort(void* context, neo_text promotion_key, std::int64_t fence, neo_sink reply) noexcept {
    return guarded(reply, [&]() -> neo_status {
        const auto aborted = of(context).abort(text(promotion_key), fence);
        if (!aborted) return refuse(reply, aborted.error());
        write(reply, std::visit([](const auto& document) { return write_document(document); }, *aborted));
        return std::holds_alternative<Barred>(*aborted) ? NEO_OK : NEO_ALREADY_APPLIED;
    });
}
inline neo_status list_applied(void* context, neo_text after, std::uint32_t limit, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_applied(text(after), limit)); });
}

inline void write_log(void* context, std::int32_t level, neo_text component, neo_text message) noexcept {
    guarded({}, [&]() -> neo_status {
        const std::int32_t known = std::clamp<std::int32_t>(level, NEO_LOG_DEBUG, NEO_LOG_ERROR);
        of(context).write_log(known, view(component), view(message));
        return NEO_OK;
    });
}

inline constexpr neo_directory_1 directory{sizeof(neo_directory_1), get_organization, list_organizations, get_user};
inline constexpr neo_access_1 access{sizeof(neo_access_1), check, list_grants};
inline constexpr neo_applications_1 applications{sizeof(neo_applications_1), list_applications};
inline constexpr neo_dataflows_1 dataflows{sizeof(neo_dataflows_1),
                                           get_dataflow,
                                           list_dataflows,
                                           get_version,
                                           find_by_trigger,
                                           apply,
                                           find,
                                           abort,
                                           list_applied};
inline constexpr neo_log_1 log{sizeof(neo_log_1), write_log};

}  // namespace platform_tables

// Offers all five services. `platform` must outlive every plugin that the host starts.
inline void give_platform(Host& host, Platform& platform) {
    host.give(platform_tables::directory, &platform)
        .give(platform_tables::access, &platform)
        .give(platform_tables::applications, &platform)
        .give(platform_tables::dataflows, &platform)
        .give(platform_tables::log, &platform);
}

// A host on the other side of the C ABI. Borrows its tables, which live until the plugin's shutdown returned. A reply
// that cannot be read is an error (NEO_UNAVAILABLE, unreadable) that names the function and what is wrong with it: what
// was asked may have happened all the same.
class RemotePlatform final : public Platform {
public:
    // Refused, with the service named, when the host lacks one or its table is too short.
    static plugin_result<RemotePlatform> connect(const neo_host& host) {
        RemotePlatform remote;
        if (auto refused = take(host, remote.directory_)) return *refused;
        if (auto refused = take(host, remote.access_)) return *refused;
        if (auto refused = take(host, remote.applications_)) return *refused;
        if (auto refused = take(host, remote.dataflows_)) return *refused;
        if (auto refused = take(host, remote.log_)) return *refused;
        return remote;
    }

    platform_result<Organization> get_organization(const std::string& organization) override {
        return ask("directory/1 get_organization", read_document<Organization>, [&](neo_sink reply) {
            return directory_->get_organization(directory_.context, borrow(organization), reply);
        });
    }
    platform_result<std::vector<Organization>> list_organizations(const std::string& search, const std::string& after,
                                                                  std::uint32_t limit) override {
        return ask("directory/1 list_organizations", read_list<Organization>, [&](neo_sink reply) {
            return directory_->list_organizations(directory_.context, borrow(search), borrow(after), limit, reply);
        });
    }
    platform_result<User> get_user(const std::string& user) override {
        return ask("directory/1 get_user", read_document<User>,
                   [&](neo_sink reply) { return directory_->get_user(directory_.context, borrow(user), reply); });
    }

    platform_result<bool> check(const std::string& user, const std::string& organization,
                                const std::string& permission) override {
        std::int32_t allowed = 0;
        const neo_status status =
            access_->check(access_.context, borrow(user), borrow(organization), borrow(permission), &allowed);
        if (status != NEO_OK) return refused("access/1 check", status, {});
        return allowed != 0;
    }
    platform_result<std::vector<Grant>> list_grants(const std::string& user) override {
        return ask("access/1 list_grants", read_list<Grant>,
                   [&](neo_sink reply) { return access_->list_grants(access_.context, borrow(user), reply); });
    }

    platform_result<std::vector<Application>> list_applications(const std::string& organization) override {
        return ask("applications/1 list", read_list<Application>, [&](neo_sink reply) {
            return applications_->list(applications_.context, borrow(organization), reply);
        });
    }

    platform_result<Dataflow> get_dataflow(const std::string& organization, const std::string& dataflow) override {
        return ask("dataflows/1 get_dataflow", read_document<Dataflow>, [&](neo_sink reply) {
            return dataflows_->get_dataflow(dataflows_.context, borrow(organization), borrow(dataflow), reply);
        });
    }
    platform_result<std::vector<Dataflow>> list_dataflows(const DataflowQuery& query) override {
        const std::string asked = write_document(query);
        return ask("dataflows/1 list_dataflows", read_list<Dataflow>, [&](neo_sink reply) {
            return dataflows_->list_dataflows(dataflows_.context, borrow(asked), reply);
        });
    }
    platform_result<Version> get_version(const VersionId& version) override {
        std::string content;
        auto found = ask("dataflows/1 get_version", read_document<Version>, [&](neo_sink reply) {
            return dataflows_->get_version(dataflows_.context, borrow(version.organization), borrow(version.dataflow),
                                           version.version, reply, append_to(content));
        });
        if (found) found->content = share(std::move(content));
        return found;
    }
    platform_result<TriggerHolder> find_by_trigger(const std::string& organization, const Trigger& trigger) override {
        return ask("dataflows/1 find_by_trigger", read_document<TriggerHolder>, [&](neo_sink reply) {
            return dataflows_->find_by_trigger(dataflows_.context, borrow(organization), borrow(trigger.method),
                                               borrow(trigger.url), reply);
        });
    }
    platform_result<Applied> apply(const ApplyRequest& request) override {
        const neo_apply_request asked = borrow(request);
        return ask("dataflows/1 apply", read_document<Applied>,
                   [&](neo_sink reply) { return dataflows_->apply(dataflows_.context, &asked, reply); });
    }
    platform_result<Applied> find(const std::string& promotion_key) override {
        return ask("dataflows/1 find", read_document<Applied>,
                   [&](neo_sink reply) { return dataflows_->find(dataflows_.context, borrow(promotion_key), reply); });
    }
    platform_result<std::variant<Barred, Applied>> abort(const std::string& promotion_key,
                                                         std::int64_t fence) override {
        using Aborted = std::variant<Barred, Applied>;
        neo_status status = NEO_OK;
        const auto read = [&](std::string_view reply) -> Aborted {
            if (status == NEO_ALREADY_APPLIED) return read_document<Applied>(reply);
            const auto barred = read_document<Barred>(reply);
            if (barred.barred < fence) throw std::invalid_argument("a lower fence was barred than was asked for");
            return barred;
        };
        return ask("dataflows/1 abort", read, [&](neo_sink reply) {
            status = dataflows_->abort(dataflows_.context, borrow(promotion_key), fence, reply);
            return status == NEO_ALREADY_APPLIED ? NEO_OK : status;
        });
    }
    platform_result<std::vector<Applied>> list_applied(const std::string& after, std::uint32_t limit) override {
        return ask("dataflows/1 list_applied", read_list<Applied>, [&](neo_sink reply) {
            return dataflows_->list_applied(dataflows_.context, borrow(after), limit, reply);
        });
    }

    void write_log(std::int32_t level, std::string_view component, std::string_view message) override {
        log_->write(log_.context, level, borrow(component), borrow(message));
    }

private:
    RemotePlatform() = default;

    template <class Table>
    static std::optional<Refusal> take(const neo_host& host, Bound<Table>& service) {
        auto found = find_service<Table>(host);
        if (!found) return found.error();
        service = *found;
        return std::nullopt;
    }

    static PlatformError refused(std::string_view asked, neo_status status, std::string message) {
        if (message.empty()) message = std::string(asked) + " was answered with " + std::string(status_name(status));
        return {status, std::move(message)};
    }

    // Calls the host and reads what it replies.
    template <class Read, class Call>
    static auto ask(std::string_view asked, Read&& read, Call&& call) -> platform_result<decltype(read(""))> {
        std::string reply;
        const neo_status status = call(append_to(reply));
        if (status != NEO_OK) return refused(asked, status, std::move(reply));
        try {
            return read(reply);
        } catch (const std::exception& error) {
            return PlatformError{NEO_UNAVAILABLE, std::string(asked) + ": " + error.what(), true};
        }
    }

    Bound<neo_directory_1> directory_;
    Bound<neo_access_1> access_;
    Bound<neo_applications_1> applications_;
    Bound<neo_dataflows_1> dataflows_;
    Bound<neo_log_1> log_;
};

}  // namespace neo::sdk
