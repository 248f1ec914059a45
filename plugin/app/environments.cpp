#include "environments.hpp"

#include <plugin/domain/host_names.hpp>
#include <plugin/domain/wording.hpp>

#include <algorithm>

namespace neo::app {

namespace {

// In the form that they are compared in, ascending, each once.
outcome<std::vector<std::string>> checked(const std::vector<std::string>& hosts) {
    if (hosts.size() > most_declared_hosts) {
        return Problem("invalid_request",
                       "'hosts' must have at most " + std::to_string(most_declared_hosts) + " host names.");
    }
    std::vector<std::string> names;
    for (const std::string& host : hosts) {
        auto name = domain::host_name_from(host);
        if (!name) {
            return Problem("invalid_request",
                           domain::quoted(domain::shortened(host)) +
                               " is no host name: at least two labels of letters, digits, '-' and '_' with a dot "
                               "between, without scheme, port or path; of other scripts in the form 'xn--…'.");
        }
        names.push_back(*std::move(name));
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace

outcome<std::optional<ports::Environment>> get_environment(Services& services, const Caller& caller,
                                                           const std::string& organization) {
    if (auto problem = check_view_or_admin(caller, organization)) return *std::move(problem);
    NEO_TRY(known, load_known_organization(services, caller, organization));
    NEO_TRY(environment, services.store.environments().environment(known.id));
    return environment;
}

outcome<ports::Environment> put_environment(Services& services, const Caller& caller, const std::string& organization,
                                            const std::vector<std::string>& hosts) {
    NEO_TRY(known, load_administered_organization(services, caller, organization));
    NEO_TRY(names, checked(hosts));
    NEO_TRY(environment, services.store.environments().put_environment(
                             known.id, {std::move(names), services.clock.now(), caller.user()}));
    return environment;
}

}  // namespace neo::app
