// The reading services: directory, access, applications, and the reading half of dataflows; and what the log is told.
#include "holders.hpp"

#include <neo/host/cpp/lower_case.hpp>
#include <neo/host/cpp/wire.hpp>
#include <neo/host/service/access.h>
#include <neo/testing/platform.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

namespace neo::testing {

namespace {

sdk::PlatformError not_found(const std::string& what, const std::string& id) {
    return {NEO_NOT_FOUND, "no " + what + " " + id};
}

std::optional<sdk::PlatformError> refusal_of_limit(std::int64_t limit) {
    if (limit >= 1 && limit <= 500) return std::nullopt;
    return sdk::PlatformError(NEO_INVALID, "limit must be 1 to 500");
}

bool matches(std::string_view search, std::string_view id, std::string_view name) {
    const sdk::LowerCase lower;
    const std::string part = lower.of(search);
    return lower.of(id).find(part) != std::string::npos || lower.of(name).find(part) != std::string::npos;
}

bool matches(const sdk::DataflowQuery& query, const Dataflow& dataflow) {
    return matches(query.search, dataflow.id, dataflow.name) &&
           (query.application.empty() || dataflow.application == query.application) &&
           (query.state.empty() || std::any_of(dataflow.versions.begin(), dataflow.versions.end(), [&](const auto& it) {
                return to_text(it.second.state) == query.state;
            }));
}

ApplicationKind kind_of(const Organization& owner, const Dataflow& dataflow) {
    const auto found = owner.applications.find(dataflow.application);
    return found == owner.applications.end() ? ApplicationKind::custom : found->second.kind;
}

sdk::Organization told(const Organization& organization) {
    return {organization.id,
            organization.name,
            organization.cluster,
            organization.neo_enabled,
            {organization.modules.begin(), organization.modules.end()}};
}

std::vector<Application> told_applications(const Organization& organization) {
    std::vector<Application> all;
    for (const auto& [id, application] : organization.applications)
        all.push_back(application);
    return all;
}

// Those of `names` that are not among what is there; as many as none where nobody asked.
std::vector<std::string> lacking(const std::optional<std::vector<std::string>>& names, const auto& there) {
    std::vector<std::string> missing;
    if (!names) return missing;
    std::ranges::copy_if(*names, std::back_inserter(missing),
                         [&there](const std::string& name) { return !there.contains(name); });
    return missing;
}

std::optional<sdk::DataflowVersion> live_of(const Dataflow& dataflow) {
    for (const auto& [number, version] : dataflow.versions) {
        if (version.state == VersionState::live) return sdk::DataflowVersion{number, version.state, version.trigger};
    }
    return std::nullopt;
}

sdk::TriggerHolder told_holder(const Organization& owner, const std::string& holder, const Trigger& trigger) {
    const Dataflow& dataflow = owner.dataflows.at(holder);
    return {dataflow.id, dataflow.application, kind_of(owner, dataflow), head_of(dataflow, trigger), live_of(dataflow)};
}

sdk::Dataflow told(const Organization& owner, const Dataflow& dataflow) {
    sdk::Dataflow all{
        dataflow.id, dataflow.name, dataflow.application, kind_of(owner, dataflow), dataflow.global, dataflow.module,
        {}};
    for (const auto& [number, version] : dataflow.versions)
        all.versions.push_back({number, version.state, version.trigger});
    return all;
}

sdk::Version told(const Organization& owner, const Dataflow& dataflow, const Version& version) {
    sdk::Version all{owner.id,        dataflow.id,    dataflow.name,   dataflow.application,
                     version.global,  version.module, version.version, version.state,
                     version.trigger, version.tags,   std::nullopt,    sdk::share(version.content)};
    all.etag = std::to_string(std::hash<std::string>()(sdk::write_document(all) + version.content));
    return all;
}

}  // namespace

const Organization* Platform::organization_of(const std::string& id) const {
    const auto found = organizations_.find(id);
    return found == organizations_.end() ? nullptr : &found->second;
}

const Dataflow* Platform::dataflow_of(const std::string& organization, const std::string& id) const {
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return nullptr;
    const auto found = owner->dataflows.find(id);
    return found == owner->dataflows.end() ? nullptr : &found->second;
}

bool Platform::allowed(const std::string& user, const std::string& organization, const std::string& permission) const {
    const auto found = users_.find(user);
    if (found == users_.end()) return false;
    const auto& grants = found->second.grants;
    return std::any_of(grants.begin(), grants.end(), [&](const auto& grant) {
        return (grant.first == sdk::every_organization || grant.first == organization) &&
               grant.second.contains(permission);
    });
}

sdk::platform_result<sdk::Organization> Platform::get_organization(const std::string& organization) {
    const std::lock_guard lock(mutex_);
    const Organization* found = organization_of(organization);
    if (found == nullptr) return not_found("organization", organization);
    return told(*found);
}

sdk::platform_result<std::vector<sdk::Organization>> Platform::list_organizations(const std::string& search,
                                                                                  const std::string& after,
                                                                                  std::uint32_t limit) {
    if (auto refusal = refusal_of_limit(limit)) return *refusal;
    const std::lock_guard lock(mutex_);
    std::vector<sdk::Organization> page;
    for (auto at = organizations_.upper_bound(after); at != organizations_.end() && page.size() < limit; ++at) {
        if (matches(search, at->first, at->second.name)) page.push_back(told(at->second));
    }
    return page;
}

sdk::platform_result<sdk::User> Platform::get_user(const std::string& user) {
    const std::lock_guard lock(mutex_);
    const auto found = users_.find(user);
    if (found == users_.end()) return not_found("user", user);
    return sdk::User{found->second.id, found->second.name};
}

sdk::platform_result<bool> Platform::check(const std::string& user, const std::string& organization,
                                           const std::string& permission) {
    const std::lock_guard lock(mutex_);
    return allowed(user, organization, permission);
}

sdk::platform_result<std::vector<sdk::Grant>> Platform::list_grants(const std::string& user) {
    const std::lock_guard lock(mutex_);
    std::vector<sdk::Grant> all;
    if (const auto found = users_.find(user); found != users_.end()) {
        for (const auto& [organization, permissions] : found->second.grants)
            all.push_back({organization, {permissions.begin(), permissions.end()}});
    }
    return all;
}

sdk::platform_result<std::vector<Application>> Platform::list_applications(const std::string& organization) {
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return not_found("organization", organization);
    return told_applications(*owner);
}

sdk::platform_result<sdk::Dataflow> Platform::get_dataflow(const std::string& organization,
                                                           const std::string& dataflow) {
    const std::lock_guard lock(mutex_);
    const Dataflow* found = dataflow_of(organization, dataflow);
    if (found == nullptr) return not_found("dataflow", dataflow);
    return told(*organization_of(organization), *found);
}

sdk::platform_result<std::vector<sdk::Dataflow>> Platform::list_dataflows(const sdk::DataflowQuery& query) {
    if (auto refusal = refusal_of_limit(query.limit)) return *refusal;
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(query.organization);
    if (owner == nullptr) return not_found("organization", query.organization);
    std::vector<sdk::Dataflow> page;
    for (auto at = owner->dataflows.upper_bound(query.after);
         at != owner->dataflows.end() && page.size() < static_cast<std::size_t>(query.limit); ++at) {
        if (matches(query, at->second)) page.push_back(told(*owner, at->second));
    }
    return page;
}

sdk::platform_result<sdk::Version> Platform::get_version(const sdk::VersionId& version) {
    const std::lock_guard lock(mutex_);
    const Dataflow* dataflow = dataflow_of(version.organization, version.dataflow);
    if (dataflow == nullptr) return not_found("dataflow", version.dataflow);
    const auto found = dataflow->versions.find(version.version);
    if (found == dataflow->versions.end()) return not_found("version", std::to_string(version.version));
    return told(*organization_of(version.organization), *dataflow, found->second);
}

sdk::platform_result<sdk::TriggerHolder> Platform::find_by_trigger(const std::string& organization,
                                                                   const Trigger& trigger) {
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return not_found("organization", organization);
    const std::string holder = holder_of(*owner, trigger);
    if (holder.empty()) return sdk::PlatformError(NEO_NOT_FOUND, "no dataflow holds this trigger");
    return told_holder(*owner, holder, trigger);
}

sdk::platform_result<sdk::CaseFacts> Platform::get_case(const std::string& actor, const sdk::VersionId& source,
                                                        const std::string& target_organization) {
    const std::lock_guard lock(mutex_);
    sdk::CaseFacts facts;
    facts.may_promote = {allowed(actor, source.organization, NEO_PERMISSION_PROMOTE),
                         allowed(actor, target_organization, NEO_PERMISSION_PROMOTE)};
    if (!facts.may_promote.source || !facts.may_promote.target) return facts;
    if (const Organization* owner = organization_of(source.organization)) facts.source = told(*owner);
    if (const Dataflow* dataflow = dataflow_of(source.organization, source.dataflow)) {
        const auto version = dataflow->versions.find(source.version);
        if (version != dataflow->versions.end())
            facts.version = told(*organization_of(source.organization), *dataflow, version->second);
    }
    const Organization* target = organization_of(target_organization);
    if (target == nullptr) return facts;
    facts.target = told(*target);
    facts.applications = told_applications(*target);
    if (!facts.version) return facts;
    if (const std::string holder = holder_of(*target, facts.version->trigger); !holder.empty())
        facts.holder = told_holder(*target, holder, facts.version->trigger);
    return facts;
}

sdk::platform_result<std::vector<sdk::Head>> Platform::list_heads(const std::vector<sdk::DataflowId>& dataflows) {
    const std::lock_guard lock(mutex_);
    std::vector<sdk::Head> heads;
    for (const sdk::DataflowId& asked : dataflows) {
        if (const Dataflow* found = dataflow_of(asked.organization, asked.dataflow))
            heads.push_back({asked.organization, found->id, found->application, head_of(*found), live_of(*found)});
    }
    return heads;
}

sdk::platform_result<sdk::Needs> Platform::find_missing(const std::string& organization, const sdk::Needs& names) {
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return not_found("organization", organization);
    return sdk::Needs{lacking(names.configuration, owner->configuration), lacking(names.helpers, owner->helpers),
                      lacking(names.dataflows, owner->dataflows)};
}

sdk::platform_result<std::vector<sdk::PermissionHolder>> Platform::list_holders(const std::string& organization,
                                                                                const std::string& search,
                                                                                const std::string& after,
                                                                                std::uint32_t limit) {
    if (auto refusal = refusal_of_limit(limit)) return *refusal;
    const std::lock_guard lock(mutex_);
    if (organization_of(organization) == nullptr) return not_found("organization", organization);
    std::vector<sdk::PermissionHolder> page;
    for (auto at = users_.upper_bound(after); at != users_.end() && page.size() < limit; ++at) {
        if (!matches(search, at->first, at->second.name)) continue;
        sdk::PermissionHolder holder{at->first, at->second.name, {}};
        for (const char* permission :
             {NEO_PERMISSION_VIEW, NEO_PERMISSION_EDIT, NEO_PERMISSION_ADMIN, NEO_PERMISSION_PROMOTE}) {
            if (allowed(holder.user, organization, permission)) holder.permissions.emplace_back(permission);
        }
        if (!holder.permissions.empty()) page.push_back(std::move(holder));
    }
    return page;
}

sdk::platform_result<Applied> Platform::find(const std::string& promotion_key) {
    const std::lock_guard lock(mutex_);
    const auto known = applied_.find(promotion_key);
    if (known == applied_.end()) return sdk::PlatformError(NEO_NOT_FOUND, "nothing was applied under this key");
    return known->second;
}

sdk::platform_result<std::vector<Applied>> Platform::list_applied(const std::string& after, std::uint32_t limit) {
    if (auto refusal = refusal_of_limit(limit)) return *refusal;
    const std::lock_guard lock(mutex_);
    std::vector<Applied> page;
    for (auto at = applied_.upper_bound(after); at != applied_.end() && page.size() < limit; ++at)
        page.push_back(at->second);
    return page;
}

void Platform::write_log(std::int32_t level, std::string_view component, std::string_view message) {
    static constexpr std::array<const char*, 4> levels = {"debug", "info", "warning", "error"};
    const std::lock_guard lock(mutex_);
    log_lines_.push_back(fmt::format("{} {}: {}", levels.at(static_cast<std::size_t>(level)), component, message));
}

}  // namespace neo::testing
