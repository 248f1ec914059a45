// Walks the text of a content, which a parser has accepted, from its first byte to its last: what the scan needs and no
// tree of it. Time is linear in the text, memory in its nesting. Any thread.
#pragma once

#include <neo/host/cpp/json_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace neo::domain {

// The text between two quotes of JSON as it is meant: escapes are characters, what is no character is U+FFFD. Borrows
// from `raw` where that has no escapes, else from `buffer`.
std::string_view decoded(std::string_view raw, std::string& buffer);

// An object or array that is open, and its member or element that is being read.
struct OpenValue {
    bool object = false;
    std::string_view key{};  // between its quotes, escapes untouched
    std::size_t index = 0;
};

// Calls, in the order of the text, with positions in it, for texts those of their opening quotes:
//   visitor.enter(path), visitor.leave(path)   around the insides of an object or array, which is path.back()
//   visitor.key(path, at, raw)                 a member's name; path.back().key is that already
//   visitor.text(path, at, raw)                a string
// `path` has what is open, outermost first.
template <class Visitor>
void walk_content(std::string_view text, Visitor& visitor) {
    namespace raw_text = sdk::json_text::detail;
    std::vector<OpenValue> path;
    for (std::size_t at = raw_text::skip_space(text, 0); at < text.size(); at = raw_text::skip_space(text, at)) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            path.push_back({c == '{'});
            visitor.enter(path);
            ++at;
        } else if (c == '}' || c == ']') {
            if (path.empty()) return;
            visitor.leave(path);
            path.pop_back();
            ++at;
        } else if (c == ',') {
            if (!path.empty()) ++path.back().index;
            ++at;
        } else if (c == '"') {
            const std::size_t end = raw_text::skip_string(text, at);
            const std::string_view raw = text.substr(at + 1, end - at - 2);
            const std::size_t next = raw_text::skip_space(text, end);
            if (next < text.size() && text[next] == ':' && !path.empty()) {
                path.back().key = raw;
                visitor.key(path, at, raw);
                at = next + 1;
            } else {
                visitor.text(path, at, raw);
                at = end;
            }
        } else {
            at = raw_text::skip_value(text, at);
        }
    }
}

}  // namespace neo::domain
