// Reading what a version says out of a platform file or a request. Blocks and connections are cut out of the text and
// kept byte for byte (C5).
#pragma once

#include "../json/object_reader.hpp"
#include "model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

// The members that a change of a draft names.
struct VersionChange {
    std::optional<Trigger> trigger;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::string> blocks;  // JSON text
    std::optional<std::string> connections;
};

// `raw` is the text of the object that `reader` reads. Throws json::Malformed.
VersionChange read_version_change(json::ObjectReader& reader, std::string_view raw);

// As above for a whole version: the trigger must be there; no tags, blocks and connections mean none.
VersionDocument read_version_document(json::ObjectReader& reader, std::string_view raw);

// `before` with what `change` names. Throws json::Malformed when the document becomes too large or too deep.
VersionDocument changed(VersionDocument before, const VersionChange& change);

// Why `content` cannot be a version's; unset when it can: {"blocks": array of objects, "connections": array}, within
// the limits.
std::optional<std::string> refusal_of_content(std::string_view content);

}  // namespace neo::host
