#include "content_difference.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <algorithm>
#include <map>

namespace neo::domain {

namespace {

namespace json_text = sdk::json_text;

struct Part {
    std::string id;         // of a block; for a connection its compact text
    std::string_view text;  // as stored
    std::string compact;    // without white space
};

// The id's text as JSON: equal ids have equal texts unless somebody wrote one with escapes.
std::vector<Part> blocks_of(std::string_view blocks) {
    std::vector<Part> parts;
    for (const std::string_view text : json_text::elements(blocks))
        parts.push_back({std::string(json_text::member(text, "id")), text, json_text::compact(text)});
    return parts;
}

std::vector<Part> connections_of(std::string_view connections) {
    std::vector<Part> parts;
    for (const std::string_view text : json_text::elements(connections)) {
        std::string compact = json_text::compact(text);
        parts.push_back({compact, text, compact});
    }
    return parts;
}

ContentDifference::Parts compare(const std::vector<Part>& before, const std::vector<Part>& after) {
    std::multimap<std::string_view, const Part*> old;
    for (const Part& part : before)
        old.emplace(part.id, &part);
    ContentDifference::Parts parts;
    for (const Part& part : after) {
        const auto match = old.find(part.id);
        if (match == old.end()) {
            parts.added.push_back(part.text);
            continue;
        }
        if (match->second->compact != part.compact) parts.changed.push_back({match->second->text, part.text});
        old.erase(match);
    }
    for (const Part& part : before) {
        const auto [first, last] = old.equal_range(part.id);
        if (std::any_of(first, last, [&](const auto& left) { return left.second == &part; }))
            parts.removed.push_back(part.text);
    }
    return parts;
}

bool is_empty(const ContentDifference::Parts& parts) {
    return parts.added.empty() && parts.removed.empty() && parts.changed.empty();
}

}  // namespace

bool ContentDifference::none() const noexcept {
    return is_empty(blocks) && is_empty(connections) && !order && !module && !global;
}

ContentDifference difference(const Content& before, const Content& after) {
    const std::vector<Part> old_blocks = blocks_of(before.blocks);
    const std::vector<Part> new_blocks = blocks_of(after.blocks);
    ContentDifference difference;
    difference.blocks = compare(old_blocks, new_blocks);
    difference.connections = compare(connections_of(before.connections), connections_of(after.connections));
    difference.order =
        is_empty(difference.blocks) && !std::ranges::equal(old_blocks, new_blocks, {}, &Part::compact, &Part::compact);
    if (before.module != after.module) difference.module = {before.module, after.module};
    if (before.global != after.global) difference.global = {before.global, after.global};
    return difference;
}

std::vector<std::string_view> ids_of_changed_blocks(const ContentDifference& difference) {
    std::vector<std::string_view> ids;
    const auto add = [&ids](std::string_view block) {
        const std::string_view id = json_text::member(block, "id");
        if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    };
    std::ranges::for_each(difference.blocks.added, add);
    std::ranges::for_each(difference.blocks.removed, add);
    for (const auto& [before, after] : difference.blocks.changed)
        add(after);
    return ids;
}

std::vector<std::string_view> ids_of_overlap(const ContentDifference& one, const ContentDifference& other) {
    std::vector<std::string_view> ids = ids_of_changed_blocks(one);
    const std::vector<std::string_view> others = ids_of_changed_blocks(other);
    std::erase_if(ids, [&](std::string_view id) { return std::ranges::find(others, id) == others.end(); });
    return ids;
}

}  // namespace neo::domain
