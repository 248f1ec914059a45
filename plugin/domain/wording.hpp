// How the sentences of failures and warnings name a thing to a person.
#pragma once

#include "promotion_facts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::domain {

// 'acme-uat'
std::string quoted(std::string_view text);

// A name of a length that nobody has bounded, as it is told: at most 200 bytes, "…" behind what was cut.
std::string shortened(std::string_view name);

// 'Acme UAT' (acme-uat): the name for a person, the id because names need not be unique. Only the id where there is no
// name, or no other.
std::string named(std::string_view id, std::string_view name);
std::string named(std::string_view id, const std::optional<OrganizationFacts>& organization);  // unset: unknown
std::string named(const ApplicationFacts& application);

// "Dev, UAT or SIT": `items` with `last` ("or", "and") before the last one.
std::string listed(const std::vector<std::string>& items, std::string_view last);

}  // namespace neo::domain
