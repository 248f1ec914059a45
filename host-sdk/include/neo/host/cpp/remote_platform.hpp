// The services of a host on the other side of the C ABI as a Platform. Needs Boost.JSON.
#pragma once

#include <neo/host/cpp/platform.hpp>
#include <neo/host/cpp/plugin.hpp>
#include <neo/host/cpp/status.hpp>
#include <neo/host/cpp/wire.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace neo::sdk {

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
            borrow(request.content),
            request.expected_version};
}

// A host on the other side of the C ABI. Borrows its tables, which live until the plugin's shutdown returned. A reply
// that cannot be read is an error (NEO_UNAVAILABLE, unreadable) that names the function and what is wrong with it: what
// was asked may have happened all the same.
class RemotePlatform final : public Platform {
public:
    // Refused, with the service named, when the host lacks one that is not optional, or its table is too short.
    static plugin_result<RemotePlatform> connect(const neo_host& host) {
        RemotePlatform remote;
        if (auto refused = take(host, remote.directory_)) return *refused;
        if (auto refused = take(host, remote.access_)) return *refused;
        if (auto refused = take(host, remote.applications_)) return *refused;
        if (auto refused = take(host, remote.dataflows_)) return *refused;
        if (auto refused = take(host, remote.log_)) return *refused;
        auto needs = find_optional_service<neo_needs_1>(host);
        if (!needs) return needs.error();
        remote.needs_ = *needs;
        auto people = find_optional_service<neo_people_1>(host);
        if (!people) return people.error();
        remote.people_ = *people;
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

    platform_result<CaseFacts> get_case(const std::string& actor, const VersionId& source,
                                        const std::string& target_organization) override {
        if (!NEO_HAS(neo_dataflows_1, dataflows_.table, get_case) || dataflows_->get_case == nullptr)
            return PlatformError(NEO_UNSUPPORTED, "the host has no dataflows/1 get_case");
        std::string content;
        auto facts = ask("dataflows/1 get_case", read_document<CaseFacts>, [&](neo_sink reply) {
            return dataflows_->get_case(dataflows_.context, borrow(actor), borrow(source.organization),
                                        borrow(source.dataflow), source.version, borrow(target_organization), reply,
                                        append_to(content));
        });
        if (facts && facts->version) facts->version->content = share(std::move(content));
        return facts;
    }
    platform_result<std::vector<Head>> list_heads(const std::vector<DataflowId>& dataflows) override {
        if (!NEO_HAS(neo_dataflows_1, dataflows_.table, list_heads) || dataflows_->list_heads == nullptr)
            return PlatformError(NEO_UNSUPPORTED, "the host has no dataflows/1 list_heads");
        const std::string asked = write_document(HeadsQuery{dataflows});
        return ask("dataflows/1 list_heads", read_list<Head>,
                   [&](neo_sink reply) { return dataflows_->list_heads(dataflows_.context, borrow(asked), reply); });
    }

    platform_result<Needs> find_missing(const std::string& organization, const Needs& names) override {
        if (!needs_) return PlatformError(NEO_UNSUPPORTED, "the host has no service needs/1");
        const std::string asked = write_document(names);
        return ask("needs/1 find_missing", read_document<Needs>, [&](neo_sink reply) {
            return needs_->find_missing(needs_.context, borrow(organization), borrow(asked), reply);
        });
    }

    platform_result<std::vector<PermissionHolder>> list_holders(const std::string& organization,
                                                                const std::string& search, const std::string& after,
                                                                std::uint32_t limit) override {
        if (!people_) return PlatformError(NEO_UNSUPPORTED, "the host has no service people/1");
        return ask("people/1 list_holders", read_list<PermissionHolder>, [&](neo_sink reply) {
            return people_->list_holders(people_.context, borrow(organization), borrow(search), borrow(after), limit,
                                         reply);
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
    Bound<neo_needs_1> needs_;    // empty: the host has none
    Bound<neo_people_1> people_;  // empty: the host has none
};

}  // namespace neo::sdk
