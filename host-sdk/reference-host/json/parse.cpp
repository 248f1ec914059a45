#include "parse.hpp"

#include "malformed.hpp"

#include <neo/host/cpp/json_text.hpp>
#include <neo/host/cpp/repeated_member.hpp>

#include <boost/json/parse.hpp>

#include <cstddef>
#include <string>

namespace neo::host::json {

namespace {

namespace json_text = sdk::json_text;

// Only keeps the parser within bounds; what a document may have is checked by its readers.
constexpr std::size_t deepest_nesting = 1000;
constexpr std::size_t most_around_content_bytes = 1024 * 1024;

void check(std::string_view text) {
    sdk::RepeatedMember repeated;
    if (const auto fault = sdk::read_json(text, repeated, deepest_nesting)) {
        const auto kind = repeated.fault ? Malformed::Kind::content : Malformed::Kind::syntax;
        throw Malformed(kind, fault->place, fault->message);
    }
}

boost::json::value parse_checked(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = deepest_nesting;
    return boost::json::parse(text, {}, options);
}

bool is_array(std::string_view value) {
    return value.starts_with('[');
}

// Whether an array begins with an object.
bool has_objects(std::string_view value) {
    const std::size_t first = is_array(value) ? value.find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
    return first != std::string_view::npos && value[first] == '{';
}

std::string around_content(std::string_view object, bool may_hold_versions) {
    std::string text = "{";
    for (const json_text::Member& member : json_text::members(object)) {
        text.append(text.size() == 1 ? "\"" : ",\"").append(member.key).append("\":");
        const bool is_content = json_text::is_key(member.key, "blocks") || json_text::is_key(member.key, "connections");
        if (is_content && is_array(member.value)) {
            text += "[]";
        } else if (may_hold_versions && json_text::is_key(member.key, "versions") && has_objects(member.value)) {
            text += '[';
            for (const std::string_view version : json_text::elements(member.value)) {
                if (text.back() != '[') text += ',';
                text += version.starts_with('{') ? around_content(version, false) : std::string(version);
            }
            text += ']';
        } else {
            text += member.value;
        }
    }
    return text + "}";
}

}  // namespace

boost::json::value parse(std::string_view text) {
    check(text);
    return parse_checked(text);
}

boost::json::value parse_around_content(std::string_view text) {
    check(text);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const std::string around = text[first] == '{' ? around_content(text, true) : std::string(text);
    if (around.size() > most_around_content_bytes)
        throw Malformed("", "there must be at most 1 MiB beside blocks and connections");
    return parse_checked(around);
}

}  // namespace neo::host::json
