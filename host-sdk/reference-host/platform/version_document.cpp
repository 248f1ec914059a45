#include "version_document.hpp"

#include "../json/malformed.hpp"
#include "../json/parse.hpp"
#include "limits.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json/array.hpp>

namespace neo::host {

namespace {

namespace json_text = sdk::json_text;

Trigger read_trigger(json::ObjectReader& reader) {
    json::ObjectReader trigger(reader.required("trigger"), reader.place_of("trigger"));
    Trigger read{trigger.text("method"), trigger.text("url")};
    if (!is_method(read.method)) trigger.refuse("method", "must be an HTTP method such as \"POST\"");
    if (const auto why = refusal_of_url(read.url)) trigger.refuse("url", *why);
    return read;
}

void check_objects(json::ObjectReader& reader, std::string_view key) {
    for (const boost::json::value& element : *reader.optional_array(key)) {
        if (!element.is_object()) reader.refuse(key, "must be an array of objects");
    }
}

std::string cut(json::ObjectReader& reader, std::string_view raw, std::string_view key) {
    const std::string_view text = json_text::member(raw, key);
    if (text.empty()) reader.refuse(key, "must be written without escapes in its name");
    return std::string(text);
}

std::string content_of(std::string_view blocks, std::string_view connections) {
    std::string content;
    content.reserve(blocks.size() + connections.size() + 32);
    content.append("{\"blocks\":").append(blocks).append(",\"connections\":").append(connections).append("}");
    return content;
}

// The text is JSON already.
std::optional<std::string> refusal_of_extent(std::string_view content) {
    if (content.size() > largest_document_bytes)
        return "blocks and connections must have at most " + std::to_string(largest_document_bytes) + " bytes";
    if (json::nesting(content) > deepest_document_nesting)
        return "blocks and connections must be nested at most " + std::to_string(deepest_document_nesting) + " deep";
    return std::nullopt;
}

}  // namespace

VersionChange read_version_change(json::ObjectReader& reader, std::string_view raw) {
    VersionChange change;
    if (reader.find("trigger") != nullptr) change.trigger = read_trigger(reader);
    if (reader.find("tags") != nullptr) change.tags = reader.texts("tags");
    if (reader.optional_array("blocks") != nullptr) {
        check_objects(reader, "blocks");
        change.blocks = cut(reader, raw, "blocks");
    }
    if (reader.optional_array("connections") != nullptr) change.connections = cut(reader, raw, "connections");
    return change;
}

VersionDocument read_version_document(json::ObjectReader& reader, std::string_view raw) {
    reader.required("trigger");
    const VersionChange change = read_version_change(reader, raw);
    VersionDocument document{*change.trigger, change.tags.value_or(std::vector<std::string>{}),
                             content_of(change.blocks.value_or("[]"), change.connections.value_or("[]"))};
    if (const auto why = refusal_of_extent(document.content)) reader.refuse("blocks", *why);
    return document;
}

VersionDocument changed(VersionDocument before, const VersionChange& change) {
    if (change.trigger) before.trigger = *change.trigger;
    if (change.tags) before.tags = *change.tags;
    if (change.blocks || change.connections) {
        const std::string_view old = before.content;
        std::string content =
            content_of(change.blocks ? *change.blocks : json_text::member(old, "blocks"),
                       change.connections ? *change.connections : json_text::member(old, "connections"));
        if (const auto why = refusal_of_extent(content)) throw json::Malformed("blocks", *why);
        before.content = std::move(content);
    }
    return before;
}

std::optional<std::string> refusal_of_content(std::string_view content) {
    try {
        const boost::json::value document = json::parse(content);
        json::ObjectReader reader(document, "content");
        reader.required("blocks");
        reader.required("connections");
        read_version_change(reader, content);
        reader.refuse_unread();
    } catch (const json::Malformed& error) {
        return error.what();
    }
    return refusal_of_extent(content);
}

}  // namespace neo::host
