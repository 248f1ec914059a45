// The scanner that cuts documents, and the reader of contents.
#include "../json_cutting.hpp"
#include "fuzz.hpp"

#include <neo/host/cpp/content.hpp>

#include <string>
#include <variant>

namespace neo::fuzz {

void judge(std::string_view text) {
    const auto wrong = judge_cutting(text);
    expect(!wrong || wrong->empty(), wrong.value_or(""));

    const auto content = sdk::read_content(text);
    if (const auto* refused = std::get_if<std::string>(&content)) {
        expect(!refused->empty(), "a refusal says why");
        return;
    }
    expect(wrong.has_value(), "what is a content is JSON");
    for (const std::string_view part :
         {std::get<sdk::Content>(content).blocks, std::get<sdk::Content>(content).connections})
        expect(judge_cutting(part) == "" && part.front() == '[', "its parts are arrays");
}

}  // namespace neo::fuzz
