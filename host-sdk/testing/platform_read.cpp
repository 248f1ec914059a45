// The reading services: directory, access, applications, and the reading half of dataflows.
#include "documents.hpp"
#include "holders.hpp"

#include <neo/host/cpp/lower_case.hpp>
#include <neo/testing/platform.hpp>

#include <algorithm>

namespace neo::testing {

namespace {

Reply not_found(std::string_view what, std::string_view id) {
    return {NEO_NOT_FOUND, "no " + std::string(what) + " " + std::string(id)};
}

bool matches(std::string_view search, std::string_view id, std::string_view name) {
    const sdk::LowerCase lower;
    const std::string part = lower.of(search);
    return lower.of(id).find(part) != std::string::npos || lower.of(name).find(part) != std::string::npos;
}

}  // namespace

const Organization* Platform::organization_of(std::string_view id) const {
    const auto found = organizations_.find(id);
    return found == organizations_.end() ? nullptr : &found->second;
}

const Dataflow* Platform::dataflow_of(std::string_view organization, std::string_view id) const {
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return nullptr;
    const auto found = owner->dataflows.find(std::string(id));
    return found == owner->dataflows.end() ? nullptr : &found->second;
}

Reply Platform::get_organization(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const Organization* organization = organization_of(id);
    if (organization == nullptr) return not_found("organization", id);
    return {NEO_OK, serialize(document(*organization))};
}

Reply Platform::list_organizations(std::string_view search, std::string_view after, std::uint32_t limit) const {
    if (limit < 1 || limit > longest_page) return bad_limit();
    const std::lock_guard lock(mutex_);
    json::array items;
    for (auto at = organizations_.upper_bound(after); at != organizations_.end() && items.size() < limit; ++at) {
        if (matches(search, at->first, at->second.name)) items.push_back(document(at->second));
    }
    return {NEO_OK, serialize(list(std::move(items)))};
}

Reply Platform::get_user(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = users_.find(id);
    if (found == users_.end()) return not_found("user", id);
    return {NEO_OK, serialize(json::object{{"id", found->second.id}, {"name", found->second.name}})};
}

bool Platform::allowed(std::string_view user, std::string_view organization, std::string_view permission) const {
    const std::lock_guard lock(mutex_);
    return allowed_unlocked(user, organization, permission);
}

bool Platform::allowed_unlocked(std::string_view user, std::string_view organization,
                                std::string_view permission) const {
    const auto found = users_.find(user);
    if (found == users_.end()) return false;
    const auto& grants = found->second.grants;
    return std::any_of(grants.begin(), grants.end(), [&](const auto& grant) {
        return (grant.first == "*" || grant.first == organization) && grant.second.contains(std::string(permission));
    });
}

Reply Platform::list_grants(std::string_view user) const {
    const std::lock_guard lock(mutex_);
    json::array items;
    if (const auto found = users_.find(user); found != users_.end()) {
        for (const auto& [organization, permissions] : found->second.grants) {
            items.push_back(
                {{"organization", organization}, {"permissions", json::array(permissions.begin(), permissions.end())}});
        }
    }
    return {NEO_OK, serialize(list(std::move(items)))};
}

Reply Platform::list_applications(std::string_view organization) const {
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return not_found("organization", organization);
    json::array items;
    for (const auto& [id, application] : owner->applications)
        items.push_back({{"id", id}, {"name", application.name}, {"kind", application.kind}});
    return {NEO_OK, serialize(list(std::move(items)))};
}

Reply Platform::get_dataflow(std::string_view organization, std::string_view dataflow) const {
    const std::lock_guard lock(mutex_);
    const Dataflow* found = dataflow_of(organization, dataflow);
    if (found == nullptr) return not_found("dataflow", dataflow);
    return {NEO_OK, serialize(document(*organization_of(organization), *found))};
}

Reply Platform::list_dataflows(std::string_view query_text) const {
    const std::optional<DataflowQuery> query = read_query(query_text);
    if (!query) return {NEO_INVALID, "query must be a JSON object with an organization"};
    if (query->limit < 1 || query->limit > longest_page) return bad_limit();
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(query->organization);
    if (owner == nullptr) return not_found("organization", query->organization);
    json::array items;
    for (auto at = owner->dataflows.upper_bound(query->after);
         at != owner->dataflows.end() && items.size() < static_cast<std::size_t>(query->limit); ++at) {
        const Dataflow& dataflow = at->second;
        if (!matches(query->search, dataflow.id, dataflow.name)) continue;
        if (!query->application.empty() && dataflow.application != query->application) continue;
        const bool in_state =
            query->state.empty() || std::any_of(dataflow.versions.begin(), dataflow.versions.end(),
                                                [&](const auto& entry) { return entry.second.state == query->state; });
        if (in_state) items.push_back(document(*owner, dataflow));
    }
    return {NEO_OK, serialize(list(std::move(items)))};
}

VersionReply Platform::get_version(std::string_view organization, std::string_view dataflow,
                                   std::int64_t number) const {
    const std::lock_guard lock(mutex_);
    const Dataflow* found = dataflow_of(organization, dataflow);
    if (found == nullptr) return {not_found("dataflow", dataflow), {}};
    const auto version = found->versions.find(number);
    if (version == found->versions.end()) return {not_found("version", std::to_string(number)), {}};
    return {{NEO_OK, serialize(document(*organization_of(organization), *found, version->second))},
            version->second.content};
}

Reply Platform::find_by_trigger(std::string_view organization, std::string_view method, std::string_view url) const {
    const std::lock_guard lock(mutex_);
    const Organization* owner = organization_of(organization);
    if (owner == nullptr) return not_found("organization", organization);
    const std::string holder = holder_of(*owner, {std::string(url), std::string(method)});
    if (holder.empty()) return {NEO_NOT_FOUND, "no dataflow holds this trigger"};
    const Dataflow& dataflow = owner->dataflows.at(holder);
    return {NEO_OK, serialize(json::object{{"dataflow", dataflow.id},
                                           {"application", dataflow.application},
                                           {"application_kind", kind_of(*owner, dataflow)}})};
}

}  // namespace neo::testing
