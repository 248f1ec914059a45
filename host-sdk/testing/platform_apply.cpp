// The host contract: apply, find, abort and list_applied, each in one critical section, which is this host's
// transaction.
#include "contents.hpp"
#include "documents.hpp"
#include "holders.hpp"

#include <neo/host/service/access.h>
#include <neo/testing/platform.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace neo::testing {

namespace {

bool is_hash(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string now() {
    const auto time = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - seconds);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06d}Z", fmt::gmtime(static_cast<std::time_t>(seconds.count())),
                       rest.count());
}

// The source's id where it is free, else with a number behind it.
std::string free_id(const Organization& organization, const std::string& wanted) {
    std::string id = wanted;
    for (int number = 2; organization.dataflows.contains(id); ++number)
        id = fmt::format("{}-{}", wanted, number);
    return id;
}

}  // namespace

Reply Platform::apply(const ApplyRequest& request) {
    if (!is_hash(request.key)) return {NEO_INVALID, "promotion_key must be 64 hexadecimal digits in lower case"};
    if (!is_hash(request.payload_hash))
        return {NEO_INVALID, "payload_hash must be 64 hexadecimal digits in lower case"};
    if (request.fence < 1) return {NEO_INVALID, "fence must be at least 1"};
    if (request.method.empty() || request.url.empty()) return {NEO_INVALID, "method and url must not be empty"};
    if (std::string why = refusal_of_content(request.content); !why.empty()) return {NEO_INVALID, std::move(why)};

    const std::lock_guard lock(mutex_);
    if (const auto known = applied_.find(request.key); known != applied_.end()) {
        if (known->second.payload_hash != request.payload_hash) {
            return {NEO_PAYLOAD_MISMATCH, "this promotion key was applied with another payload"};
        }
        return {NEO_OK, serialize(document(known->second))};
    }
    if (const auto bar = barred_.find(request.key); bar != barred_.end() && request.fence <= bar->second) {
        return {NEO_BARRED, "an abort barred this fence"};
    }
    if (auto refusal = refuse(request)) return *refusal;
    return {NEO_OK, serialize(document(applied_.emplace(request.key, create(request)).first->second))};
}

std::optional<Reply> Platform::refuse(const ApplyRequest& request) const {
    const Organization* target = organization_of(request.target_organization);
    if (target == nullptr || organization_of(request.source_organization) == nullptr) {
        return Reply{NEO_NOT_FOUND, "an organization of the promotion does not exist"};
    }
    for (const std::string& organization : {request.source_organization, request.target_organization}) {
        if (!allowed_unlocked(request.actor, organization, NEO_PERMISSION_PROMOTE)) {
            return Reply{NEO_DENIED, request.actor + " lacks " NEO_PERMISSION_PROMOTE " in " + organization};
        }
    }
    const auto application = target->applications.find(request.target_application);
    if (application == target->applications.end()) {
        return Reply{NEO_NOT_FOUND, "no application " + request.target_application};
    }
    if (application->second.kind != "custom") {
        return Reply{NEO_INVALID, request.target_application + " is no custom application"};
    }
    const std::string held_by = holder_of(*target, {request.url, request.method});
    if (held_by != request.expected_dataflow) {
        return Reply{NEO_CONFLICT,
                     held_by.empty() ? "no dataflow holds the trigger" : "dataflow " + held_by + " holds the trigger"};
    }
    return std::nullopt;
}

Applied Platform::create(const ApplyRequest& request) {
    Organization& target = organizations_.find(request.target_organization)->second;
    const Trigger trigger{request.url, request.method};
    std::string id = request.expected_dataflow;
    if (id.empty()) {
        id = free_id(target, request.source_dataflow);
        target.dataflows.emplace(
            id, Dataflow{id, request.name, request.target_application, request.global, std::nullopt, {}});
    }
    const std::optional<std::string> module =
        request.module.empty() ? std::nullopt : std::optional<std::string>(request.module);
    Dataflow& dataflow = target.dataflows.at(id);
    const std::int64_t approved = dataflow.versions.empty() ? 1 : dataflow.versions.rbegin()->first + 1;
    for (const auto& [number, state] : {std::pair(approved, "approved"), std::pair(approved + 1, "draft")})
        dataflow.versions.emplace(number, Version{number, state, trigger, {}, request.content, request.global, module});
    settle(target, dataflow);
    return {request.key,
            request.fence,
            request.payload_hash,
            request.actor,
            request.source_organization,
            request.source_dataflow,
            request.source_version,
            target.id,
            dataflow.application,
            id,
            approved,
            approved + 1,
            trigger,
            now()};
}

Reply Platform::find(std::string_view key) const {
    const std::lock_guard lock(mutex_);
    const auto known = applied_.find(key);
    if (known == applied_.end()) return {NEO_NOT_FOUND, "nothing was applied under this key"};
    return {NEO_OK, serialize(document(known->second))};
}

Reply Platform::abort(std::string_view key, std::int64_t fence) {
    if (!is_hash(key)) return {NEO_INVALID, "promotion_key must be 64 hexadecimal digits in lower case"};
    if (fence < 1) return {NEO_INVALID, "fence must be at least 1"};
    const std::lock_guard lock(mutex_);
    if (const auto known = applied_.find(key); known != applied_.end()) {
        return {NEO_ALREADY_APPLIED, serialize(document(known->second))};
    }
    std::int64_t& barred = barred_[std::string(key)];
    barred = std::max(barred, fence);
    return {NEO_OK, {}};
}

Reply Platform::list_applied(std::string_view after, std::uint32_t limit) const {
    if (limit < 1 || limit > longest_page) return bad_limit();
    const std::lock_guard lock(mutex_);
    json::array items;
    for (auto at = applied_.upper_bound(after); at != applied_.end() && items.size() < limit; ++at)
        items.push_back(document(at->second));
    return {NEO_OK, serialize(list(std::move(items)))};
}

}  // namespace neo::testing
