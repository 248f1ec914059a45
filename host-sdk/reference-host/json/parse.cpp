#include "parse.hpp"

#include "malformed.hpp"

#include <boost/json/stream_parser.hpp>

#include <algorithm>
#include <string>

namespace neo::host::json {

namespace {

// Only keeps the parser within bounds; what a document may have is checked by its readers.
constexpr std::size_t deepest_nesting = 1000;

std::string place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_start + 1);
}

}  // namespace

boost::json::value parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = deepest_nesting;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size()) error = boost::json::error::extra_data;
    if (!error) parser.finish(error);
    if (error) throw Malformed(Malformed::Kind::syntax, place_of(text, read), "not JSON: " + error.message());
    return parser.release();
}

std::size_t nesting(std::string_view text) noexcept {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

}  // namespace neo::host::json
