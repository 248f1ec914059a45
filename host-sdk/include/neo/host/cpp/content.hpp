// What the content of a dataflow's version is, read once where it enters, by hosts and plugins alike: so that nobody
// takes for a version's blocks what another reader does not (E3). Header-only; any thread.
#pragma once

#include <neo/host/cpp/json_events.hpp>
#include <neo/host/cpp/json_text.hpp>
#include <neo/host/cpp/model.hpp>
#include <neo/host/service/dataflows.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace neo::sdk {

// {"blocks": […], "connections": […]}. Borrows from the text that was read.
struct Content {
    std::string_view blocks;
    std::string_view connections;
    std::vector<LibraryBlock> library_blocks;  // at any depth, outer ones behind those in them
};

namespace detail {

// Finds the blocks with a member "library" that is not null, however its key is written and however often it stands
// there: in `blocks`, and in any array of that name below.
class LibraryBlocks : public JsonHandler {
public:
    std::vector<LibraryBlock> found;

    bool begin(bool object) {
        const bool of_blocks = !open_.empty() && (open_.back().is_blocks || is_named(Key::blocks));
        const bool in_blocks = !open_.empty() && open_.back().is_blocks;
        note(true);
        open_.push_back({object, !object && of_blocks, object && in_blocks});
        return true;
    }
    bool end() {
        if (open_.back().from_library) found.push_back(std::move(open_.back().block));
        open_.pop_back();
        return true;
    }
    bool key(std::string_view decoded) {
        using Named = std::pair<std::string_view, Key>;
        static constexpr Named named[] = {
            {"blocks", Key::blocks}, {"library", Key::library}, {"id", Key::id}, {"name", Key::name}};
        const auto* known = std::ranges::find(named, decoded, &Named::first);
        open_.back().key = known == std::end(named) ? Key::other : known->second;
        return true;
    }
    bool scalar(Scalar kind, std::string_view text) {
        note(kind != Scalar::null);
        if (kind == Scalar::text && !open_.empty() && open_.back().is_block) {
            if (open_.back().key == Key::id) open_.back().block.id = text;
            if (open_.back().key == Key::name) open_.back().block.name = text;
        }
        return true;
    }

private:
    enum class Key { other, blocks, library, id, name };
    struct Open {
        bool object = false;
        bool is_blocks = false;  // an array of blocks, or one in it
        bool is_block = false;
        bool from_library = false;
        Key key = Key::other;  // that was read last
        LibraryBlock block = {};
    };

    bool is_named(Key key) const { return open_.back().object && open_.back().key == key; }
    // A value begins.
    void note(bool more_than_null) {
        if (more_than_null && !open_.empty() && open_.back().is_block && is_named(Key::library))
            open_.back().from_library = true;
    }

    std::vector<Open> open_;  // the innermost last
};

}  // namespace detail

// The parts of a content, or for a person why it is none: it is no JSON or no UTF-8, too large or too deep, "blocks" or
// "connections" is missing, repeated (by their decoded names) or no array. Other members are left alone.
inline std::variant<Content, std::string> read_content(std::string_view text) {
    if (text.size() > NEO_LARGEST_CONTENT_BYTES)
        return "blocks and connections must have at most " + std::to_string(NEO_LARGEST_CONTENT_BYTES) + " bytes";
    detail::LibraryBlocks library;
    if (const auto fault = read_json(text, library, NEO_DEEPEST_CONTENT_NESTING))
        return "blocks and connections, " + fault->place + ": " + fault->message;
    Content content;
    const std::pair<const char*, std::string_view*> parts[] = {{"blocks", &content.blocks},
                                                               {"connections", &content.connections}};
    for (const json_text::Member& member : json_text::members(text)) {
        for (const auto& [name, part] : parts) {
            if (!json_text::is_key(member.key, name)) continue;
            if (!part->empty()) return "\"" + std::string(name) + "\" stands there for the second time";
            if (member.value.front() != '[') return "\"" + std::string(name) + "\" must be an array";
            *part = member.value;
        }
    }
    for (const auto& [name, part] : parts) {
        if (part->empty()) return "\"" + std::string(name) + "\" is missing";
    }
    content.library_blocks = std::move(library.found);
    return content;
}

}  // namespace neo::sdk
