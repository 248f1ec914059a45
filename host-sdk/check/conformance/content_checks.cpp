// What apply promises about contents: what one is it keeps byte for byte, anything else it refuses.
#include "check.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/json_text.hpp>

#include <boost/json.hpp>

namespace neo::check {

namespace {

struct Sample {
    std::string what;
    std::string content;
};

std::string nested(std::size_t deepest) {
    const std::size_t own = 2;  // the object and the array around them
    return R"({"blocks":[],"connections":[)" + std::string(deepest - own, '[') + std::string(deepest - own, ']') + "]}";
}

std::string of_size(std::size_t bytes) {
    const std::string frame = R"({"blocks":[{"id":""}],"connections":[]})";
    return R"({"blocks":[{"id":")" + std::string(bytes - frame.size(), 'x') + R"("}],"connections":[]})";
}

// White space between the tokens and the way that the two keys are written are the host's: it may cut the content into
// its two members and join them again.
bool same_content(std::string_view stored, std::string_view content) {
    const auto read = sdk::read_content(stored);
    const auto* found = std::get_if<sdk::Content>(&read);
    if (found == nullptr) return false;
    const auto given = std::get<sdk::Content>(sdk::read_content(content));
    return sdk::json_text::compact(found->blocks) == sdk::json_text::compact(given.blocks) &&
           sdk::json_text::compact(found->connections) == sdk::json_text::compact(given.connections);
}

void keeps_bytes(Trial& trial) {
    const Sample samples[] = {
        {"with numbers, escapes, repeated keys and white space that a parser would not give back",
         "{\"blocks\" : [ {\"id\":\"b1\", \"n\":1e2,\"m\":1.0,\"big\":12345678901234567890123, "
         "\"z\":1,\"a\":2,\"z\":3,\n\t\"text\":\"\\u00e4\\/\\\"\xc3\xa4\\ud83d\\ude00\"}],\"connections\":[ ] }"},
        {"whose keys are written with escapes", R"({"bl\u006fcks":[{"id":"b1","l\u0069st":[1e2]}],"connections":[]})"},
        {"without blocks", R"({"connections":[],"blocks":[]})"},
        {"nested as deep as one may be", nested(NEO_DEEPEST_CONTENT_NESTING)},
        {"as large as one may be", of_size(NEO_LARGEST_CONTENT_BYTES)},
    };
    for (const Sample& sample : samples) {
        ApplyRequest request = trial.fresh_request();
        request.content = sample.content;
        const Reply applied = trial.host.apply(request);
        trial.expect(applied, NEO_OK, "apply of a content " + sample.what);
        for (const int version : {1, 2}) {
            const Reply stored =
                trial.host.version(request.target_organization, applied.text_at("target.dataflow"), version);
            trial.expect(same_content(stored.content, sample.content), "a content " + sample.what + " keeps its bytes");
        }
    }
}

void refuses_others(Trial& trial) {
    const Sample samples[] = {
        {"nothing", ""},
        {"no object", "[]"},
        {"no blocks", R"({"connections":[]})"},
        {"no connections", R"({"blocks":[]})"},
        {"JSON that is cut short", R"({"blocks":[],"connections":[])"},
        {"something behind it", R"({"blocks":[],"connections":[]} x)"},
        {"blocks that are no array", R"({"blocks":{},"connections":[]})"},
        {"connections that are no array", R"({"blocks":[],"connections":null})"},
        {"a block that is no object", R"({"blocks":[1],"connections":[]})"},
        {"blocks twice", R"({"blocks":[],"blocks":[],"connections":[]})"},
        {"blocks twice, once with an escape", R"({"blocks":[],"bl\u006fcks":[],"connections":[]})"},
        {"connections twice", R"({"connections":[],"blocks":[],"connections":[]})"},
        {"half of a surrogate pair", R"({"blocks":[{"id":"\ud83d"}],"connections":[]})"},
        {"bytes that are no UTF-8", "{\"blocks\":[{\"id\":\"\xff\"}],\"connections\":[]}"},
        {"nesting that is too deep", nested(NEO_DEEPEST_CONTENT_NESTING + 1)},
        {"a byte too many", of_size(NEO_LARGEST_CONTENT_BYTES + 1)},
    };
    ApplyRequest request = trial.fresh_request();
    for (const Sample& sample : samples) {
        request.content = sample.content;
        trial.expect(trial.host.apply(request), NEO_INVALID, "a content with " + sample.what);
    }
    trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "a refused content leaves no key");
    trial.expect(trial.host.find_by_trigger(request.target_organization, request.trigger), NEO_NOT_FOUND,
                 "a refused content claims no trigger");
}

constexpr Check checks[] = {
    {"apply keeps the content's bytes", &keeps_bytes},
    {"apply refuses a content that is broken, ambiguous or over the limits", &refuses_others},
};

}  // namespace

std::span<const Check> content_checks() {
    return checks;
}

}  // namespace neo::check
