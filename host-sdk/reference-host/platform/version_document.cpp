#include "version_document.hpp"

#include "limits.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/json_text.hpp>

#include <boost/json/array.hpp>

#include <algorithm>

namespace neo::host {

namespace {

namespace json_text = sdk::json_text;

Trigger read_trigger(json::ObjectReader& reader) {
    json::ObjectReader trigger(reader.required("trigger"), reader.place_of("trigger"));
    Trigger read{trigger.text("url"), trigger.text("method")};
    if (!is_method(read.method)) trigger.refuse("method", "must be an HTTP method such as \"POST\"");
    if (const auto why = refusal_of_url(read.url)) trigger.refuse("url", *why);
    reader.adopt(trigger);
    return read;
}

std::optional<std::string> cut(json::ObjectReader& reader, std::string_view raw, std::string_view key) {
    if (reader.optional_array(key) == nullptr) return std::nullopt;
    return std::string(json_text::member(raw, key));
}

std::string content_of(std::string_view blocks, std::string_view connections) {
    std::string content;
    content.reserve(blocks.size() + connections.size() + 32);
    content.append("{\"blocks\":").append(blocks).append(",\"connections\":").append(connections).append("}");
    return content;
}

}  // namespace

VersionChange read_version_change(json::ObjectReader& reader, std::string_view raw) {
    VersionChange change;
    if (reader.find("trigger") != nullptr) change.trigger = read_trigger(reader);
    if (reader.find("tags") != nullptr) change.tags = reader.texts("tags");
    change.blocks = cut(reader, raw, "blocks");
    change.connections = cut(reader, raw, "connections");
    change.global = reader.optional_flag("global");
    if (reader.find("module") != nullptr) change.module = read_optional_word(reader, "module");
    return change;
}

VersionDocument read_version_document(json::ObjectReader& reader, std::string_view raw, const Dataflow& dataflow) {
    reader.required("trigger");
    VersionDocument document =
        changed(blank_version(dataflow.global, dataflow.module), read_version_change(reader, raw));
    if (const auto why = refusal_of_content(*document.content)) reader.refuse("blocks", *why);
    return document;
}

VersionDocument blank_version(bool global, std::optional<std::string> module) {
    return {{.trigger = {}, .tags = {}, .global = global, .module = std::move(module)},
            sdk::share(content_of("[]", "[]"))};
}

VersionDocument changed(VersionDocument before, const VersionChange& change) {
    if (change.trigger) before.head.trigger = *change.trigger;
    if (change.tags) before.head.tags = *change.tags;
    if (change.global) before.head.global = *change.global;
    if (change.module) before.head.module = *change.module;
    if (change.blocks || change.connections) {
        const std::string_view old = *before.content;
        before.content =
            sdk::share(content_of(change.blocks ? *change.blocks : json_text::member(old, "blocks"),
                                  change.connections ? *change.connections : json_text::member(old, "connections")));
    }
    return before;
}

std::optional<std::string> refusal_of_content(std::string_view text) {
    const auto read = sdk::read_content(text);
    if (const auto* why = std::get_if<std::string>(&read)) return *why;
    const auto blocks = json_text::elements(std::get<sdk::Content>(read).blocks);
    if (!std::all_of(blocks.begin(), blocks.end(), [](std::string_view block) { return block.starts_with('{'); }))
        return "\"blocks\" must be an array of objects";
    if (json_text::members(text).size() > 2) return "there must be nothing beside \"blocks\" and \"connections\"";
    return std::nullopt;
}

}  // namespace neo::host
