#include "changes.hpp"

#include "json_writer.hpp"

#include <neo/host/cpp/json_text.hpp>
#include <plugin/app/review.hpp>
#include <plugin/domain/content_difference.hpp>

#include <string_view>
#include <vector>

namespace neo::hooks {

namespace {

using Text = std::string_view;

std::string texts_json(const std::vector<Text>& texts) {
    return json_array(texts, [](Text text) { return std::string(text); });
}

// The text of a member that should be a string; an empty string where it is not.
Text string_member(Text block, Text key) {
    const Text value = sdk::json_text::member(block, key);
    return !value.empty() && value.front() == '"' ? value : Text("\"\"");
}

std::string changed_json(const domain::BeforeAfter<Text>& change) {
    return JsonObject()
        .json("id", string_member(change.after, "id"))
        .json("name", string_member(change.after, "name"))
        .json("before", change.before)
        .json("after", change.after)
        .done();
}

std::string module_json(const std::optional<Text>& module) {
    return module ? json_string(*module) : "null";
}

std::string global_json(bool global) {
    return global ? "true" : "false";
}

// null when both are the same.
template <class Value, class Write>
std::string before_and_after(const std::optional<domain::BeforeAfter<Value>>& change, Write&& write) {
    if (!change) return "null";
    return JsonObject().json("before", write(change->before)).json("after", write(change->after)).done();
}

}  // namespace

std::string changes_json(const ports::Version& version, const std::optional<ports::Version>& against) {
    const domain::Content after = app::content_of(version);
    domain::Content before{"[]", "[]", after.module, after.global};
    if (against) before = app::content_of(*against);
    const domain::ContentDifference difference = domain::difference(before, after);
    const std::string compared_with = against ? JsonObject()
                                                    .text("organization", against->organization)
                                                    .text("dataflow", against->dataflow)
                                                    .number("version", against->version)
                                                    .text("state", domain::to_text(against->state))
                                                    .done()
                                              : "null";
    return JsonObject()
        .json("against", compared_with)
        .json("blocks", JsonObject()
                            .json("added", texts_json(difference.blocks.added))
                            .json("removed", texts_json(difference.blocks.removed))
                            .json("changed", json_array(difference.blocks.changed, changed_json))
                            .done())
        .json("connections", JsonObject()
                                 .json("added", texts_json(difference.connections.added))
                                 .json("removed", texts_json(difference.connections.removed))
                                 .done())
        .boolean("order", difference.order)
        .json("module", before_and_after(difference.module, module_json))
        .json("global", before_and_after(difference.global, global_json))
        .done();
}

}  // namespace neo::hooks
