// Finds a member that stands in one object of a document twice: readers differ in which one they believe, so that such
// a document says one thing to one of them and another to the next. Header-only; any thread.
#pragma once

#include <neo/host/cpp/json_events.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::sdk {

// Stops at the first repeated member, by its decoded name, and calls its place "versions[2].trigger.url". What stands
// below `blocks` and `connections` is a dataflow's own: there repeated members are kept as they are (C5).
class RepeatedMember : public JsonHandler {
public:
    bool begin(bool object) {
        const bool own = !open_.empty() && (open_.back().own || is_content(open_.back()));
        open_.push_back({object, own});
        return true;
    }
    bool end() {
        open_.pop_back();
        return next();
    }
    bool key(std::string_view decoded) {
        Open& object = open_.back();
        if (object.own) return true;
        object.key = decoded;
        if (object.keys.insert(object.key).second) return true;
        fault = JsonFault{place(), "stands there for the second time"};
        return false;
    }
    bool scalar(Scalar, std::string_view) { return next(); }

private:
    struct Open {
        bool object = false;
        bool own = false;
        std::string key = {};
        std::set<std::string> keys = {};
        std::size_t index = 0;
    };

    static bool is_content(const Open& object) {
        return object.object && (object.key == "blocks" || object.key == "connections");
    }
    bool next() {
        if (!open_.empty()) ++open_.back().index;
        return true;
    }
    std::string place() const {
        std::string text;
        for (const Open& open : open_) {
            if (open.object) {
                text += (text.empty() ? "" : ".") + open.key;
            } else {
                text += "[" + std::to_string(open.index) + "]";
            }
        }
        return text;
    }

    std::vector<Open> open_;  // the innermost last
};

// Unset: `text` is JSON, nested at most `deepest` deep, and no member is repeated.
inline std::optional<JsonFault> check_document(std::string_view text, std::size_t deepest) {
    RepeatedMember repeated;
    return read_json(text, repeated, deepest);
}

}  // namespace neo::sdk
