// Reading what a version says out of a platform file or a request. Blocks and connections are cut out of the text and
// kept byte for byte (C5).
#pragma once

#include "../json/object_reader.hpp"
#include "model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace neo::host {

// The members of a version that a document names.
struct VersionChange {
    std::optional<Trigger> trigger;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::string> blocks;  // JSON text
    std::optional<std::string> connections;
    std::optional<bool> global;
    std::optional<std::optional<std::string>> module;
};

// `raw` is the text of the object that `reader` reads, out of a document that json::parse took. Throws json::Malformed.
VersionChange read_version_change(json::ObjectReader& reader, std::string_view raw);

// As above for a whole version of `dataflow`: the trigger must be there; no tags, blocks and connections mean none, no
// module and global those of the dataflow.
VersionDocument read_version_document(json::ObjectReader& reader, std::string_view raw, const Dataflow& dataflow);

// A version of which nothing is said yet but what it has from its dataflow.
VersionDocument blank_version(bool global, std::optional<std::string> module);

// `before` with what `change` names; its content is to be checked.
VersionDocument changed(VersionDocument before, const VersionChange& change);

// Why `content` cannot be a version's; unset when it can: what the host SDK says of a content, with blocks that are
// objects, and nothing beside them and the connections.
std::optional<std::string> refusal_of_content(std::string_view content);

}  // namespace neo::host
