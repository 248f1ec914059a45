#include "changes.hpp"

#include "json_writer.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::hooks {

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
    for (const std::string_view text : json_text::elements(blocks)) {
        parts.push_back({std::string(json_text::member(text, "id")), text, json_text::compact(text)});
    }
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

struct Difference {
    std::vector<std::string_view> added;
    std::vector<std::string_view> removed;
    std::vector<std::pair<std::string_view, std::string_view>> changed;  // before, after
};

Difference compare(const std::vector<Part>& before, const std::vector<Part>& after) {
    std::multimap<std::string_view, const Part*> old;
    for (const Part& part : before)
        old.emplace(part.id, &part);
    Difference difference;
    for (const Part& part : after) {
        const auto match = old.find(part.id);
        if (match == old.end()) {
            difference.added.push_back(part.text);
            continue;
        }
        if (match->second->compact != part.compact) difference.changed.emplace_back(match->second->text, part.text);
        old.erase(match);
    }
    for (const Part& part : before) {
        const auto [first, last] = old.equal_range(part.id);
        if (std::any_of(first, last, [&](const auto& left) { return left.second == &part; }))
            difference.removed.push_back(part.text);
    }
    return difference;
}

std::string texts_json(const std::vector<std::string_view>& texts) {
    return json_array(texts, [](std::string_view text) { return std::string(text); });
}

// The text of a member that should be a string; an empty string where it is not.
std::string_view string_member(std::string_view block, std::string_view key) {
    const std::string_view value = json_text::member(block, key);
    return !value.empty() && value.front() == '"' ? value : std::string_view("\"\"");
}

std::string changed_json(const std::pair<std::string_view, std::string_view>& change) {
    const auto& [before, after] = change;
    return JsonObject()
        .json("id", string_member(after, "id"))
        .json("name", string_member(after, "name"))
        .json("before", before)
        .json("after", after)
        .done();
}

// Whether both hold the same blocks in another order.
bool is_order_only(const Difference& difference, const std::vector<Part>& before, const std::vector<Part>& after) {
    return difference.added.empty() && difference.removed.empty() && difference.changed.empty() &&
           !std::ranges::equal(before, after, {}, &Part::compact, &Part::compact);
}

// null when both are the same.
std::string before_and_after(const std::string& before, const std::string& after) {
    return before == after ? "null" : JsonObject().json("before", before).json("after", after).done();
}

std::string module_json(const ports::Version& version) {
    return version.module ? json_string(*version.module) : "null";
}

std::string global_json(const ports::Version& version) {
    return version.global ? "true" : "false";
}

}  // namespace

std::string changes_json(const ports::Version& version, const std::optional<ports::Version>& against) {
    const std::vector<Part> old_blocks = blocks_of(against ? against->blocks : std::string_view());
    const std::vector<Part> new_blocks = blocks_of(version.blocks);
    const Difference blocks = compare(old_blocks, new_blocks);
    const Difference connections = compare(connections_of(against ? against->connections : std::string_view()),
                                           connections_of(version.connections));
    const std::string compared_with = against ? JsonObject()
                                                    .text("dataflow", against->dataflow)
                                                    .number("version", against->version)
                                                    .text("state", domain::to_text(against->state))
                                                    .done()
                                              : "null";
    return JsonObject()
        .json("against", compared_with)
        .json("blocks", JsonObject()
                            .json("added", texts_json(blocks.added))
                            .json("removed", texts_json(blocks.removed))
                            .json("changed", json_array(blocks.changed, changed_json))
                            .done())
        .json("connections", JsonObject()
                                 .json("added", texts_json(connections.added))
                                 .json("removed", texts_json(connections.removed))
                                 .done())
        .boolean("order", against && is_order_only(blocks, old_blocks, new_blocks))
        .json("module", against ? before_and_after(module_json(*against), module_json(version)) : "null")
        .json("global", against ? before_and_after(global_json(*against), global_json(version)) : "null")
        .done();
}

}  // namespace neo::hooks
