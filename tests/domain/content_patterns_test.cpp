// R5: the patterns of the configuration are the host's language, and a wrong one is named.
#include <plugin/domain/content_findings.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using namespace neo::domain;
using testing::HasSubstr;

std::string digest(std::string_view) {
    return "0123456789abcdef";
}

Findings findings_in(const std::string& config, const PatternTexts& texts) {
    const auto patterns = std::get<ContentPatterns>(compile_patterns(texts));
    const std::string content = R"({"blocks": [{"id": "b1", "config": )" + config + R"(}], "connections": []})";
    return findings_of(scan_content(content, patterns, digest), content, {}, patterns, digest);
}

PatternFault fault_of(const PatternTexts& texts) {
    const auto compiled = compile_patterns(texts);
    const auto* fault = std::get_if<PatternFault>(&compiled);
    return fault != nullptr ? *fault : PatternFault{};
}

TEST(ContentPatterns, R5_EachListHasAKeyAndTheDefaultsCompile) {
    EXPECT_EQ(pattern_keys().size(), 10U);
    EXPECT_TRUE(std::holds_alternative<ContentPatterns>(compile_patterns(default_patterns())));
}

TEST(ContentPatterns, R5_WhatIsNoPatternIsNamedWithItsKeyInRe2sWords) {
    for (const auto& [key, list] : pattern_keys()) {
        PatternTexts texts = default_patterns();
        (texts.*list).push_back("(abc");
        const PatternFault fault = fault_of(texts);
        EXPECT_EQ(fault.key, key);
        EXPECT_THAT(fault.message, HasSubstr("'(abc'"));
        EXPECT_THAT(fault.message, HasSubstr("missing )"));
    }
}

TEST(ContentPatterns, R5_ANeedNamesWhatItAsksForByOneGroup) {
    PatternTexts texts;
    texts.needs_helper = {R"(call \w+)"};
    EXPECT_EQ(fault_of(texts).key, "needs_helper");
    EXPECT_THAT(fault_of(texts).message, HasSubstr("one group"));
    texts.needs_helper = {R"(call (\w+))"};
    EXPECT_EQ(fault_of(texts).key, "");
}

TEST(ContentPatterns, R5_ANameHasNoGroup) {
    PatternTexts texts;
    texts.secret_names = {"(geheim)"};
    EXPECT_EQ(fault_of(texts).key, "secret_names");
    texts.secret_names = {"(?:geheim)"};
    EXPECT_EQ(fault_of(texts).key, "");
}

TEST(ContentPatterns, R5_APatternThatMatchesNothingWouldMatchEverywhere) {
    PatternTexts texts;
    texts.references = {"a*"};
    EXPECT_EQ(fault_of(texts).key, "references");
    EXPECT_THAT(fault_of(texts).message, HasSubstr("matches where nothing is"));
}

TEST(ContentPatterns, R5_AnotherLanguageTakesThePlaceOfTheDefaults) {
    PatternTexts texts = default_patterns();
    texts.references.push_back(R"(@\w+@)");
    texts.secret_values.push_back(R"(\bacme_[0-9a-f]{16}\b)");
    texts.needs_configuration = {R"(@(\w+)@)"};
    EXPECT_EQ(findings_in(R"({"password": "@crm2@", "token": "${config.X}"})", texts).items.front().message,
              "The content asks for the configuration value 'crm2'; whether the target has it is not known.");
    EXPECT_EQ(findings_in(R"({"password": "@crm2@", "token": "${config.X}"})", texts).total, 1);
    EXPECT_EQ(findings_in(R"({"x": "the acme_0123abcd4567ef89 one"})", texts).total, 1);
    EXPECT_EQ(findings_in(R"({"password": "@crm2@"})", default_patterns()).total, 1) << "a password by the defaults";
}

TEST(ContentPatterns, R5_EmptyListsLookForNothing) {
    EXPECT_EQ(findings_in(R"({"password": "hunter2hunter", "x": "${config.NAME} {{y}}", "dataflow": "z"})", {}).total,
              0);
}

}  // namespace
