// What promoting would change in the target: the contents of two versions, block by block (V3).
#pragma once

#include <plugin/ports/host.hpp>

#include <optional>
#include <string>

namespace neo::hooks {

// {"against", "blocks": {"added", "removed", "changed"}, "connections": {"added", "removed"}, "order", "module",
// "global"}: see content_difference.hpp. Unset `against`: every block and connection is added.
std::string changes_json(const ports::Version& version, const std::optional<ports::Version>& against);

}  // namespace neo::hooks
