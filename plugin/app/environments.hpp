// What organizations declare as their own, so that it is noticed where it crosses into another (R5, A3, A4).
#pragma once

#include "caller.hpp"

#include <plugin/ports/environments.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

inline constexpr std::size_t most_declared_hosts = 1000;

// Unset: nothing was declared yet. For who may view or administer the organization.
outcome<std::optional<ports::Environment>> get_environment(Services& services, const Caller& caller,
                                                           const std::string& organization);

// Takes the place of what was declared. For who may administer the organization. Answers what stands then.
outcome<ports::Environment> put_environment(Services& services, const Caller& caller, const std::string& organization,
                                            const std::vector<std::string>& hosts);

}  // namespace neo::app
