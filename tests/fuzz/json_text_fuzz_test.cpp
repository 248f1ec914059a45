// C5: cutting JSON text into members changes no byte of them (json_cutting.hpp).
#include "json_cutting.hpp"
#include "mutation.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <string>

namespace {

namespace json = boost::json;
namespace raw = neo::sdk::json_text;

// Whether the text was one to be checked.
bool check(const std::string& text) {
    const auto wrong = neo::fuzz::judge_cutting(text);
    EXPECT_EQ(wrong.value_or(""), "") << text;
    return wrong.has_value();
}

TEST(JsonTextFuzz, C5_RandomDocumentsAreCutWithoutChange) {
    neo::fuzz::Mutator mutator(20260101, neo::fuzz::json_words());
    std::size_t checked = 0;
    for (std::size_t round = neo::fuzz::rounds(20000); round > 0; --round) {
        const std::string document = neo::fuzz::random_json(mutator);
        ASSERT_TRUE(check(document)) << document;
        if (check(mutator.mutated(document))) ++checked;
        if (testing::Test::HasFailure()) break;
    }
    std::printf("%zu mutated documents were still JSON\n", checked);
    EXPECT_GT(checked, 0U);
}

TEST(JsonTextFuzz, C5_TheLastOfRepeatedKeysIsFoundAsParsersRead) {
    neo::fuzz::Mutator mutator(20260102, neo::fuzz::json_words());
    for (std::size_t round = neo::fuzz::rounds(20000); round > 0; --round) {
        const std::string document = R"({"a": )" + neo::fuzz::random_json(mutator, 2) + R"(, "b": 1, "a" :)" +
                                     neo::fuzz::random_json(mutator, 2) + "}";
        const json::value expected = json::parse(document).at("a");
        ASSERT_EQ(json::parse(raw::member(document, "a")), expected) << document;
        ASSERT_EQ(raw::member(document, "c"), "");
    }
}

}  // namespace
