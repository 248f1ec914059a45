// The writing half of the host contract: apply and abort, each in one critical section, which is this host's
// transaction.
#include "contents.hpp"
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

using Error = sdk::PlatformError;

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

// The source's id where it is free, else with a number behind it; never longer than an id may be, never cut within a
// character.
std::string free_id(const Organization& organization, const std::string& wanted) {
    constexpr std::size_t longest = 200;
    std::string id = wanted;
    for (int number = 2; organization.dataflows.contains(id); ++number) {
        const std::string suffix = fmt::format("-{}", number);
        std::size_t size = std::min(wanted.size(), longest - suffix.size());
        while (size > 0 && size < wanted.size() && (static_cast<unsigned char>(wanted[size]) & 0xC0) == 0x80)
            --size;
        id = wanted.substr(0, size) + suffix;
    }
    return id;
}

std::optional<Error> malformed(const std::string& key, std::int64_t fence) {
    if (!is_hash(key)) return Error(NEO_INVALID, "promotion_key must be 64 hexadecimal digits in lower case");
    if (fence < 1) return Error(NEO_INVALID, "fence must be at least 1");
    return std::nullopt;
}

std::optional<Error> malformed(const sdk::ApplyRequest& request) {
    if (auto why = malformed(request.promotion_key, request.fence)) return why;
    if (!is_hash(request.payload_hash))
        return Error(NEO_INVALID, "payload_hash must be 64 hexadecimal digits in lower case");
    if (request.trigger.method.empty() || request.trigger.url.empty())
        return Error(NEO_INVALID, "method and url must not be empty");
    const std::string why = refusal_of_content(request.content);
    return why.empty() ? std::nullopt : std::optional<Error>({NEO_INVALID, why});
}

}  // namespace

sdk::platform_result<Applied> Platform::apply(const sdk::ApplyRequest& request) {
    if (auto why = malformed(request)) return *why;
    const std::lock_guard lock(mutex_);
    if (const auto known = applied_.find(request.promotion_key); known != applied_.end()) {
        if (known->second.payload_hash == request.payload_hash) return known->second;
        return Error(NEO_PAYLOAD_MISMATCH, "this promotion key was applied with another payload");
    }
    if (const auto bar = barred_.find(request.promotion_key); bar != barred_.end() && request.fence <= bar->second)
        return Error(NEO_BARRED, fmt::format("an abort barred every fence up to {}", bar->second));
    if (auto why = refusal(request)) return *why;
    return applied_.emplace(request.promotion_key, create(request)).first->second;
}

std::optional<Error> Platform::refusal(const sdk::ApplyRequest& request) const {
    for (const std::string& organization : {request.source.organization, request.target_organization}) {
        if (!allowed(request.actor, organization, NEO_PERMISSION_PROMOTE))
            return Error(NEO_DENIED, request.actor + " lacks " NEO_PERMISSION_PROMOTE " in " + organization);
    }
    for (const std::string& organization : {request.source.organization, request.target_organization}) {
        if (organization_of(organization) == nullptr) return Error(NEO_NOT_FOUND, "no organization " + organization);
    }
    const Organization& target = *organization_of(request.target_organization);
    const std::string holder = holder_of(target, request.trigger);
    if (holder != request.expected_dataflow.value_or(""))
        return Error(NEO_CONFLICT,
                     holder.empty() ? "no dataflow holds the trigger" : "dataflow " + holder + " holds the trigger");
    if (request.expected_version != sdk::any_version) {
        const std::int64_t head = holder.empty() ? 0 : head_of(target.dataflows.at(holder), request.trigger);
        if (head != std::max<std::int64_t>(request.expected_version, 0))
            return Error(NEO_CONFLICT, fmt::format("version {} is the newest approved one with this trigger", head));
    }
    const std::string& place = holder.empty() ? request.target_application : target.dataflows.at(holder).application;
    const auto application = target.applications.find(place);
    if (application == target.applications.end()) return Error(NEO_NOT_FOUND, "no application " + place);
    if (application->second.kind != ApplicationKind::custom)
        return Error(NEO_INVALID, place + " is no custom application");
    return std::nullopt;
}

Applied Platform::create(const sdk::ApplyRequest& request) {
    Organization& target = organizations_.at(request.target_organization);
    std::string id = holder_of(target, request.trigger);
    if (id.empty()) {
        id = free_id(target, request.source.dataflow);
        target.dataflows[id] = {id, request.name, request.target_application, request.global, request.module, {}};
    }
    Dataflow& dataflow = target.dataflows.at(id);
    const std::int64_t approved = dataflow.versions.empty() ? 1 : dataflow.versions.rbegin()->first + 1;
    for (const auto& [number, state] :
         {std::pair(approved, VersionState::approved), std::pair(approved + 1, VersionState::draft)})
        dataflow.versions[number] = {number,         state,         request.trigger, {}, std::string(request.content),
                                     request.global, request.module};
    settle(target, dataflow);
    return {request.promotion_key, request.fence,  request.payload_hash,
            request.actor,         request.source, {target.id, dataflow.application, id, approved, approved + 1},
            request.trigger,       now()};
}

sdk::platform_result<std::variant<sdk::Barred, Applied>> Platform::abort(const std::string& promotion_key,
                                                                         std::int64_t fence) {
    if (auto why = malformed(promotion_key, fence)) return *why;
    const std::lock_guard lock(mutex_);
    if (const auto known = applied_.find(promotion_key); known != applied_.end()) return known->second;
    std::int64_t& barred = barred_[promotion_key];
    barred = std::max(barred, fence);
    return sdk::Barred{barred};
}

}  // namespace neo::testing
