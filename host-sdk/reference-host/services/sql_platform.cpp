#include "sql_platform.hpp"

#include "../log.hpp"
#include "../platform/limits.hpp"
#include "../store/case_facts.hpp"
#include "../store/dataflows.hpp"
#include "../store/heads.hpp"
#include "../store/organization_names.hpp"
#include "../store/organizations.hpp"
#include "../store/permission_holders.hpp"
#include "../store/promotions.hpp"
#include "../store/trigger_holders.hpp"
#include "../store/users.hpp"

#include <plugin/base/kill_point.hpp>

#include <optional>
#include <type_traits>

namespace neo::host::services {

namespace {

using sdk::platform_result;
using sdk::PlatformError;

constexpr std::uint32_t most_items = 500;  // of a page

neo_status status_of(const Fault& fault) {
    if (fault.code == store::apply_code::barred) return NEO_BARRED;
    if (fault.code == store::apply_code::payload_mismatch) return NEO_PAYLOAD_MISMATCH;
    return kind_of(fault).status;
}

// A fault's message goes to the plugin, its cause to the log.
PlatformError told(const Fault& fault) {
    if (!fault.cause.empty()) log(LogLevel::error, "store", fault.cause);
    return {status_of(fault), fault.message};
}

PlatformError invalid(std::string why) {
    return {NEO_INVALID, std::move(why)};
}

bool is_page_size(std::int64_t limit) {
    return limit >= 1 && limit <= most_items;
}

PlatformError bad_limit() {
    return invalid("limit must be 1 to " + std::to_string(most_items));
}

// What `query` answers.
template <class Query>
auto read(sql::Pool& pool, Query&& query) -> platform_result<std::invoke_result_t<Query, sql::Connection&>> {
    auto found = pool.read(query);
    if (!found) return told(found.error());
    return *std::move(found);
}

// The same of an optional answer, which is not found when it is unset.
template <class Query>
auto find_one(sql::Pool& pool, const char* not_found, Query&& query)
    -> platform_result<typename std::invoke_result_t<Query, sql::Connection&>::value_type> {
    auto found = pool.read(query);
    if (!found) return told(found.error());
    if (!*found) return PlatformError(NEO_NOT_FOUND, not_found);
    return **std::move(found);
}

// A list of what is in an organization, which may be unknown.
template <class Query>
auto list_of(sql::Pool& pool, const std::string& organization, Query&& query)
    -> platform_result<std::invoke_result_t<Query, sql::Connection&>> {
    using Items = std::invoke_result_t<Query, sql::Connection&>;
    return find_one(pool, "there is no such organization", [&](sql::Connection& c) -> std::optional<Items> {
        Items items = query(c);
        if (items.empty() && !store::find_organization(c, organization)) return std::nullopt;
        return items;
    });
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What is wrong with the request as such; null: nothing.
const char* refusal_of(const ApplyRequest& request) {
    if (request.fence < 1) return "fence must be at least 1";
    if (!is_digest(request.promotion_key)) return "promotion_key must be 64 hexadecimal digits in lower case";
    if (!is_digest(request.payload_hash)) return "payload_hash must be 64 hexadecimal digits in lower case";
    for (const std::string& id : {request.actor, request.source.organization, request.source.dataflow,
                                  request.target_organization, request.target_application}) {
        if (refusal_of_id(id)) return "actor, source or target is no id";
    }
    if (refusal_of_name(request.name)) return "name is none";
    if (!is_method(request.trigger.method)) return "method is none";
    if (refusal_of_url(request.trigger.url)) return "url is none";
    if (request.module && !is_word(*request.module)) return "module is none";
    return nullptr;
}

}  // namespace

platform_result<Organization> SqlPlatform::get_organization(const std::string& organization) {
    return find_one(pool_, "there is no such organization",
                    [&](sql::Connection& c) { return store::find_organization(c, organization); });
}

platform_result<std::vector<Organization>> SqlPlatform::list_organizations(const std::string& search,
                                                                           const std::string& after,
                                                                           std::uint32_t limit) {
    if (!is_page_size(limit)) return bad_limit();
    return read(pool_, [&](sql::Connection& c) {
        return store::list_organizations(c, search, after, static_cast<int>(limit));
    });
}

platform_result<User> SqlPlatform::get_user(const std::string& user) {
    return find_one(pool_, "there is no such user", [&](sql::Connection& c) { return store::find_user(c, user); });
}

platform_result<bool> SqlPlatform::check(const std::string& user, const std::string& organization,
                                         const std::string& permission) {
    return read(pool_, [&](sql::Connection& c) {
        return store::allows(store::list_grants(c, user), organization, permission);
    });
}

platform_result<std::vector<Grant>> SqlPlatform::list_grants(const std::string& user) {
    return read(pool_, [&](sql::Connection& c) { return store::list_grants(c, user); });
}

platform_result<std::vector<Application>> SqlPlatform::list_applications(const std::string& organization) {
    return list_of(pool_, organization, [&](sql::Connection& c) { return store::list_applications(c, organization); });
}

platform_result<sdk::Dataflow> SqlPlatform::get_dataflow(const std::string& organization, const std::string& dataflow) {
    return find_one(pool_, "there is no such dataflow",
                    [&](sql::Connection& c) { return store::find_dataflow(c, organization, dataflow); });
}

platform_result<std::vector<sdk::Dataflow>> SqlPlatform::list_dataflows(const sdk::DataflowQuery& query) {
    if (!is_page_size(query.limit)) return bad_limit();
    return list_of(pool_, query.organization, [&](sql::Connection& c) { return store::list_dataflows(c, query); });
}

platform_result<Version> SqlPlatform::get_version(const VersionId& version) {
    return find_one(pool_, "there is no such version", [&](sql::Connection& c) {
        return store::find_version(c, version.organization, version.dataflow, version.version);
    });
}

platform_result<TriggerHolder> SqlPlatform::find_by_trigger(const std::string& organization, const Trigger& trigger) {
    return find_one(pool_, "no dataflow holds this trigger",
                    [&](sql::Connection& c) { return store::find_trigger_holder(c, organization, trigger); });
}

platform_result<Applied> SqlPlatform::apply(const ApplyRequest& request) {
    if (const char* why = refusal_of(request)) return invalid(why);
    auto applied = store::apply(pool_, request);
    NEO_KILL_POINT("host.apply.before_reply");
    if (!applied) return told(applied.error());
    return *std::move(applied);
}

platform_result<Applied> SqlPlatform::find(const std::string& promotion_key) {
    return find_one(pool_, "nothing was applied under this key",
                    [&](sql::Connection& c) { return store::find_applied(c, promotion_key); });
}

platform_result<std::variant<sdk::Barred, Applied>> SqlPlatform::abort(const std::string& promotion_key,
                                                                       std::int64_t fence) {
    if (fence < 1 || !is_digest(promotion_key))
        return invalid("fence must be at least 1, promotion_key 64 hexadecimal digits in lower case");
    auto aborted = store::abort(pool_, promotion_key, fence);
    NEO_KILL_POINT("host.abort.before_reply");
    if (!aborted) return told(aborted.error());
    return *std::move(aborted);
}

platform_result<std::vector<Applied>> SqlPlatform::list_applied(const std::string& after, std::uint32_t limit) {
    if (!is_page_size(limit)) return bad_limit();
    return read(pool_, [&](sql::Connection& c) { return store::list_applied(c, after, static_cast<int>(limit)); });
}

platform_result<sdk::CaseFacts> SqlPlatform::get_case(const std::string& actor, const VersionId& source,
                                                      const std::string& target_organization) {
    return read(pool_,
                [&](sql::Connection& c) { return store::find_case_facts(c, actor, source, target_organization); });
}

platform_result<std::vector<sdk::Head>> SqlPlatform::list_heads(const std::vector<sdk::DataflowId>& dataflows) {
    return read(pool_, [&](sql::Connection& c) { return store::list_heads(c, dataflows); });
}

platform_result<sdk::Needs> SqlPlatform::find_missing(const std::string& organization, const sdk::Needs& names) {
    return find_one(pool_, "there is no such organization",
                    [&](sql::Connection& c) { return store::find_missing(c, organization, names); });
}

platform_result<std::vector<sdk::PermissionHolder>> SqlPlatform::list_holders(const std::string& organization,
                                                                              const std::string& search,
                                                                              const std::string& after,
                                                                              std::uint32_t limit) {
    if (!is_page_size(limit)) return bad_limit();
    using Holders = std::vector<sdk::PermissionHolder>;
    return find_one(pool_, "there is no such organization", [&](sql::Connection& c) -> std::optional<Holders> {
        if (!store::find_organization(c, organization)) return std::nullopt;
        return store::list_holders(c, organization, search, after, limit);
    });
}

void SqlPlatform::write_log(std::int32_t level, std::string_view component, std::string_view message) {
    log(static_cast<LogLevel>(level), component, message);
}

}  // namespace neo::host::services
