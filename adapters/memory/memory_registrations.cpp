#include "memory_registrations.hpp"

#include <algorithm>
#include <set>

namespace neo::memory {

using ports::Mapping;
using ports::MappingChange;
using ports::Registration;

result<std::optional<Registration>> MemoryRegistrations::registration(const std::string& organization) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.registrations.find(organization);
    if (found == state_.registrations.end()) return std::optional<Registration>();
    return std::optional(found->second);
}

result<std::vector<Registration>> MemoryRegistrations::registrations(const std::vector<std::string>& organizations) {
    const std::lock_guard lock(state_.mutex);
    std::vector<Registration> found;
    for (const std::string& organization : std::set(organizations.begin(), organizations.end())) {
        const auto at = state_.registrations.find(organization);
        if (at != state_.registrations.end()) found.push_back(at->second);
    }
    return found;
}

result<std::optional<Registration>> MemoryRegistrations::put_registration(const Registration& registration,
                                                                          MappingChange change) {
    std::unique_lock lock(state_.mutex);
    std::optional<Registration> old;
    for (;;) {
        const auto found = state_.registrations.find(registration.organization);
        if (found == state_.registrations.end()) break;
        old = found->second;
        if (old->type == registration.type) return old;
        if (!state_.wait_until_free(lock, old->id)) return in_flight();
        // Others may have changed it during the wait.
        const auto now = state_.registrations.find(registration.organization);
        if (now != state_.registrations.end() && now->second.id == old->id) break;
        old.reset();
    }
    state_.registrations.insert_or_assign(registration.organization, registration);
    change.kind = old ? "type_changed" : "registered";
    change.before.reset();
    if (old) change.before = domain::to_text(old->type);
    change.after = domain::to_text(registration.type);
    state_.changes.emplace(change.id, change);
    return old;
}

result<void> MemoryRegistrations::remove_registration(const std::string& organization, MappingChange change) {
    std::unique_lock lock(state_.mutex);
    for (;;) {
        const auto found = state_.registrations.find(organization);
        if (found == state_.registrations.end()) {
            return Error{ErrorCode::not_found, "organization " + organization + " is not registered"};
        }
        const Registration old = found->second;
        if (!state_.wait_until_free(lock, old.id)) return in_flight();
        // Others may have changed it during the wait.
        const auto now = state_.registrations.find(organization);
        if (now == state_.registrations.end() || now->second.id != old.id) continue;
        state_.registrations.erase(now);
        change.before = domain::to_text(old.type);
        state_.changes.emplace(change.id, change);
        return {};
    }
}

result<std::optional<Mapping>> MemoryRegistrations::mapping(const std::string& source, const std::string& target) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.mappings.find({source, target});
    if (found == state_.mappings.end()) return std::optional<Mapping>();
    return std::optional(found->second);
}

result<std::vector<Mapping>> MemoryRegistrations::mappings(const std::string& source, const std::string& after,
                                                           int limit) {
    const std::lock_guard lock(state_.mutex);
    std::vector<Mapping> page;
    for (auto at = state_.mappings.upper_bound({source, after});
         at != state_.mappings.end() && at->first.first == source && page.size() < static_cast<std::size_t>(limit);
         ++at) {
        page.push_back(at->second);
    }
    return page;
}

result<std::vector<Mapping>> MemoryRegistrations::mappings_from(const std::vector<std::string>& sources) {
    const std::lock_guard lock(state_.mutex);
    std::vector<Mapping> found;
    for (const auto& [ends, mapping] : state_.mappings) {
        if (std::find(sources.begin(), sources.end(), ends.first) != sources.end()) found.push_back(mapping);
    }
    return found;
}

result<void> MemoryRegistrations::add_mapping(const Mapping& mapping, const MappingChange& change) {
    const std::lock_guard lock(state_.mutex);
    if (!state_.mappings.try_emplace({mapping.source, mapping.target}, mapping).second) {
        return Error{ErrorCode::exists, "there is a mapping from " + mapping.source + " to " + mapping.target};
    }
    state_.changes.emplace(change.id, change);
    return {};
}

result<Mapping> MemoryRegistrations::take_mapping(std::unique_lock<std::mutex>& lock, const std::string& source,
                                                  const std::string& target) {
    for (;;) {
        const auto found = state_.mappings.find({source, target});
        if (found == state_.mappings.end()) {
            return Error{ErrorCode::not_found, "there is no mapping from " + source + " to " + target};
        }
        const Mapping old = found->second;
        if (!state_.wait_until_free(lock, old.id)) return in_flight();
        // Others may have changed it during the wait.
        const auto now = state_.mappings.find({source, target});
        if (now == state_.mappings.end() || now->second.id != old.id) continue;
        state_.mappings.erase(now);
        return old;
    }
}

result<void> MemoryRegistrations::replace_mapping(const Mapping& mapping, MappingChange change) {
    std::unique_lock lock(state_.mutex);
    const auto old = take_mapping(lock, mapping.source, mapping.target);
    if (!old) return old.error();
    state_.mappings.emplace(std::pair(mapping.source, mapping.target), mapping);
    change.before = domain::to_text(old->relation);
    change.after = domain::to_text(mapping.relation);
    state_.changes.emplace(change.id, change);
    return {};
}

result<void> MemoryRegistrations::remove_mapping(const std::string& source, const std::string& target,
                                                 MappingChange change) {
    std::unique_lock lock(state_.mutex);
    const auto old = take_mapping(lock, source, target);
    if (!old) return old.error();
    change.before = domain::to_text(old->relation);
    state_.changes.emplace(change.id, change);
    return {};
}

result<ports::ChangesPage> MemoryRegistrations::changes(const ports::ChangesFilter& filter) {
    const std::lock_guard lock(state_.mutex);
    const auto matches = [&](const MappingChange& change) {
        if (filter.organizations &&
            std::ranges::find(*filter.organizations, change.organization) == filter.organizations->end())
            return false;
        if (filter.actor && *filter.actor != change.actor) return false;
        if ((filter.from && change.at < *filter.from) || (filter.to && change.at >= *filter.to)) return false;
        return (filter.before.empty() || change.id < filter.before) && change.id >= filter.not_before;
    };
    ports::ChangesPage page;
    for (auto at = state_.changes.rbegin(); at != state_.changes.rend(); ++at) {
        if (!matches(at->second)) continue;
        if (page.items.size() == static_cast<std::size_t>(filter.limit)) {
            page.next = page.items.back().id;
            break;
        }
        page.items.push_back(at->second);
    }
    return page;
}

}  // namespace neo::memory
