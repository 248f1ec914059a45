#include "json_cutting.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>

namespace neo::fuzz {

namespace {

namespace json = boost::json;
namespace raw = neo::sdk::json_text;

// Writes what a parser reads, numbers by their text: two documents of the same tokens give the same writing.
struct Tokens {
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    std::string text;

    bool add(std::string_view what) {
        text += what;
        return true;
    }
    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) { return add("{"); }
    bool on_object_end(std::size_t, json::error_code&) { return add("}"); }
    bool on_array_begin(json::error_code&) { return add("["); }
    bool on_array_end(std::size_t, json::error_code&) { return add("]"); }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return add(part); }
    bool on_key(json::string_view part, std::size_t, json::error_code&) { return add(part) && add("\x01"); }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return add(part); }
    bool on_string(json::string_view part, std::size_t, json::error_code&) { return add(part) && add("\x02"); }
    bool on_number_part(json::string_view part, json::error_code&) { return add(part); }
    bool on_int64(std::int64_t, json::string_view part, json::error_code&) { return add(part) && add("\x03"); }
    bool on_uint64(std::uint64_t, json::string_view part, json::error_code&) { return add(part) && add("\x03"); }
    bool on_double(double, json::string_view part, json::error_code&) { return add(part) && add("\x03"); }
    bool on_bool(bool value, json::error_code&) { return add(value ? "t" : "f"); }
    bool on_null(json::error_code&) { return add("n"); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }
};

// Unset: Boost.JSON does not accept the text.
std::optional<std::string> tokens_of(std::string_view text) {
    json::parse_options options;
    options.max_depth = 200;
    json::basic_parser<Tokens> parser(options);
    json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (error || read != text.size() || !parser.done()) return std::nullopt;
    return parser.handler().text;
}

std::string rebuilt(std::string_view text) {
    const std::string compact = raw::compact(text);
    if (compact.starts_with('{')) {
        std::string out = "{";
        for (const auto& [key, value] : raw::members(text))
            out += (out.size() > 1 ? ",\"" : "\"") + std::string(key) + "\":" + rebuilt(value);
        return out + "}";
    }
    if (compact.starts_with('[')) {
        std::string out = "[";
        for (const auto element : raw::elements(text))
            out += (out.size() > 1 ? "," : "") + rebuilt(element);
        return out + "]";
    }
    return compact;
}

}  // namespace

std::optional<std::string> judge_cutting(std::string_view text) {
    const auto tokens = tokens_of(text);
    if (!tokens) return std::nullopt;
    if (tokens_of(raw::compact(text)) != tokens) return "its compact form says something else";
    if (rebuilt(text) != raw::compact(text)) return "its members, put together again, are not the whole";
    for (const auto& [key, value] : raw::members(text))
        if (!tokens_of(value)) return "no value: " + std::string(value);
    return "";
}

}  // namespace neo::fuzz
