// The identifiers that the program makes (plugin/docs/protocol.md, "Keys").
#pragma once

#include <plugin/base/time.hpp>
#include <plugin/domain/dataflow.hpp>

#include <string>
#include <string_view>

namespace neo::app {

// The same for every attempt to bring this version to this target: what makes a promotion single. Over nothing that can
// change (a cluster, a name): ids alone.
std::string promotion_key(const domain::VersionId& source, std::string_view target);

// A UUID of version 7: identifiers made later sort later. Any thread.
std::string new_id(Time now);

}  // namespace neo::app
