// What promoting would change in the target: the contents of two versions, block by block (V3).
#pragma once

#include <plugin/ports/host.hpp>

#include <optional>
#include <string>

namespace neo::hooks {

// {"against", "blocks": {"added", "removed", "changed"}, "connections": {"added", "removed"}}. Blocks are matched by
// id; they are the same when their texts are, but for white space. Unset `against`: everything is added.
std::string changes_json(const ports::Version& version, const std::optional<ports::Version>& against);

}  // namespace neo::hooks
