#include "memory_environments.hpp"

#include <algorithm>
#include <set>

namespace neo::memory {

using ports::Environment;

result<std::optional<Environment>> MemoryEnvironments::environment(const std::string& organization) {
    const std::lock_guard lock(state_.mutex);
    const auto found = state_.environments.find(organization);
    if (found == state_.environments.end()) return std::optional<Environment>();
    return std::optional(found->second);
}

result<Environment> MemoryEnvironments::put_environment(const std::string& organization,
                                                        const Environment& environment) {
    const std::lock_guard lock(state_.mutex);
    const auto [place, is_new] = state_.environments.try_emplace(organization, environment);
    if (!is_new && place->second.hosts != environment.hosts) place->second = environment;
    return place->second;
}

result<std::vector<std::string>> MemoryEnvironments::foreign(const std::string& organization,
                                                             const std::vector<std::string>& hosts) {
    const std::lock_guard lock(state_.mutex);
    std::vector<std::string> found;
    for (const std::string& host : std::set(hosts.begin(), hosts.end())) {
        const auto declares = [&host](const auto& entry) {
            return std::ranges::binary_search(entry.second.hosts, host);
        };
        const auto own = state_.environments.find(organization);
        if (own != state_.environments.end() && declares(*own)) continue;
        if (std::ranges::any_of(state_.environments, declares)) found.push_back(host);
    }
    return found;
}

result<std::string> MemoryEnvironments::fingerprint_key(const std::string& candidate) {
    const std::lock_guard lock(state_.mutex);
    if (state_.fingerprint_key.empty()) state_.fingerprint_key = candidate;
    return state_.fingerprint_key;
}

}  // namespace neo::memory
