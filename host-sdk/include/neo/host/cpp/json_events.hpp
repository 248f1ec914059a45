// Reads JSON text strictly (RFC 8259, UTF-8, whole surrogate pairs), event by event and without building values, and
// says what is wrong and where. Header-only over Boost.JSON's parser; any thread.
//
//     struct KeyCount : neo::sdk::JsonHandler {
//         bool key(std::string_view) { return ++count > 0; }
//         int count = 0;
//     };
//     KeyCount keys;
//     if (const auto fault = neo::sdk::read_json(text, keys, 64)) return fault->place + ": " + fault->message;
#pragma once

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace neo::sdk {

struct JsonFault {
    std::string place;    // "line 4, column 7", or what the handler calls it
    std::string message;  // for a person: what is wrong there
    bool syntax = false;  // it is no JSON at all, or too deep; else the handler stopped
};

// What a handler gets; it hides the functions it wants. One that answers false ends the reading, and has set `fault`.
struct JsonHandler {
    enum class Scalar { null, boolean, number, text };

    bool begin(bool /*object*/) { return true; }  // an object, else an array
    bool end() { return true; }                   // of the innermost of them
    bool key(std::string_view /*decoded*/) { return true; }
    bool scalar(Scalar, std::string_view /*decoded, of a text*/) { return true; }

    std::optional<JsonFault> fault;
};

namespace detail {

// What Boost's parser calls.
template <class Handler>
class JsonCallbacks {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Code = boost::json::error_code;
    using Text = boost::json::string_view;
    using Scalar = JsonHandler::Scalar;

    explicit JsonCallbacks(Handler& handler) : handler_(handler) {}

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code& code) { return go_on(handler_.begin(true), code); }
    bool on_object_end(std::size_t, Code& code) { return go_on(handler_.end(), code); }
    bool on_array_begin(Code& code) { return go_on(handler_.begin(false), code); }
    bool on_array_end(std::size_t, Code& code) { return go_on(handler_.end(), code); }
    bool on_key_part(Text part, std::size_t, Code&) { return keep(part); }
    bool on_key(Text last, std::size_t, Code& code) {
        const bool going = handler_.key(whole(last));
        parts_.clear();
        return go_on(going, code);
    }
    bool on_string_part(Text part, std::size_t, Code&) { return keep(part); }
    bool on_string(Text last, std::size_t, Code& code) {
        const bool going = handler_.scalar(Scalar::text, whole(last));
        parts_.clear();
        return go_on(going, code);
    }
    bool on_number_part(Text, Code&) { return true; }
    bool on_int64(std::int64_t, Text, Code& code) { return go_on(handler_.scalar(Scalar::number, {}), code); }
    bool on_uint64(std::uint64_t, Text, Code& code) { return go_on(handler_.scalar(Scalar::number, {}), code); }
    bool on_double(double, Text, Code& code) { return go_on(handler_.scalar(Scalar::number, {}), code); }
    bool on_bool(bool, Code& code) { return go_on(handler_.scalar(Scalar::boolean, {}), code); }
    bool on_null(Code& code) { return go_on(handler_.scalar(Scalar::null, {}), code); }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

private:
    // The parser wants a code from whoever stops it.
    static bool go_on(bool going, Code& code) {
        if (!going) code = boost::json::error::exception;
        return going;
    }
    bool keep(Text part) {
        parts_.append(part.data(), part.size());
        return true;
    }
    std::string_view whole(Text last) {
        if (parts_.empty()) return {last.data(), last.size()};
        keep(last);
        return parts_;
    }

    Handler& handler_;
    std::string parts_;  // of a text that comes in several
};

inline std::string place_in(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_start + 1);
}

// The unit of the escape \uXXXX that begins `text`; unset when none does.
inline std::optional<unsigned> escaped_unit(std::string_view text) {
    unsigned unit = 0;
    if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    return error == std::errc{} && end == text.data() + 6 ? std::optional(unit) : std::nullopt;
}

// The escape of half a character that a parser stopped behind; empty when it stopped at something else.
inline std::string_view lone_surrogate(std::string_view text, std::size_t stopped) {
    constexpr std::size_t escape = 6;
    const auto is_high = [](std::optional<unsigned> unit) { return unit && *unit >= 0xD800 && *unit <= 0xDBFF; };
    const auto is_low = [](std::optional<unsigned> unit) { return unit && *unit >= 0xDC00 && *unit <= 0xDFFF; };
    for (std::size_t at = stopped - std::min(stopped, 2 * escape); at < stopped; ++at) {
        const auto unit = escaped_unit(text.substr(at));
        const bool paired = is_high(unit) ? is_low(escaped_unit(text.substr(at + escape)))
                                          : at >= escape && is_high(escaped_unit(text.substr(at - escape)));
        if ((is_high(unit) || is_low(unit)) && !paired) return text.substr(at, escape);
    }
    return {};
}

inline JsonFault fault_at(std::string_view text, std::size_t at, const boost::json::error_code& code) {
    std::string what = code.message();
    if (code == boost::json::error::too_deep) {
        what = "objects and arrays stand too deep in each other";
    } else if (const std::string_view half = lone_surrogate(text, at); !half.empty()) {
        what = std::string(half) + " is half of a character (a lone surrogate)";
    } else if (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
        what = "this is no UTF-8 text";
    }
    return {place_in(text, at), "not JSON: " + what, true};
}

}  // namespace detail

// Reads the whole of `text`, nested at most `deepest` deep (0 for a scalar, 1 for []). Unset: it is JSON, and the
// handler had nothing against it.
template <class Handler>
std::optional<JsonFault> read_json(std::string_view text, Handler& handler, std::size_t deepest) {
    boost::json::parse_options options;
    options.max_depth = deepest;
    boost::json::basic_parser<detail::JsonCallbacks<Handler>> parser(options, handler);
    boost::json::error_code code;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
    if (handler.fault) return std::move(handler.fault);
    if (!code && read < text.size()) code = boost::json::error::extra_data;
    if (!code && !parser.done()) code = boost::json::error::incomplete;
    if (code) return detail::fault_at(text, read, code);
    return std::nullopt;
}

}  // namespace neo::sdk
