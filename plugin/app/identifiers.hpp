// The identifiers that the program makes (promotion-protocol: keys).
#pragma once

#include <plugin/domain/dataflow.hpp>
#include <plugin/ports/clock.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace neo::app {

// Hexadecimal SHA-256 over the parts, each preceded by its length, so that no two lists of parts are hashed alike. Any
// thread.
std::string hash_of(const std::vector<std::string_view>& parts);

// The same for every attempt to bring this version to this target: what makes a promotion single. Over nothing that can
// change (a cluster, a name): ids alone.
std::string promotion_key(const domain::VersionId& source, std::string_view target);

// A UUID of version 7: identifiers made later sort later. Any thread.
std::string new_id(Time now);

}  // namespace neo::app
