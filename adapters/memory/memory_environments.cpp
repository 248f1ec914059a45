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

result<std::vector<std::string>> MemoryEnvironments::declared(const std::vector<std::string>& hosts) {
    const std::lock_guard lock(state_.mutex);
    std::vector<std::string> found;
    for (const std::string& host : std::set(hosts.begin(), hosts.end())) {
        for (const auto& [organization, environment] : state_.environments) {
            if (!std::ranges::binary_search(environment.hosts, host)) continue;
            found.push_back(host);
            break;
        }
    }
    return found;
}

result<std::string> MemoryEnvironments::fingerprint_key(const std::string& candidate) {
    const std::lock_guard lock(state_.mutex);
    if (state_.fingerprint_key.empty()) state_.fingerprint_key = candidate;
    return state_.fingerprint_key;
}

}  // namespace neo::memory
