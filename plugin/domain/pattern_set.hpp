// Many regular expressions asked of many texts: one pass over a text says which of them may match at all, so that the
// rest is asked of few.
#pragma once

#include <memory>
#include <optional>
#include <re2/filtered_re2.h>
#include <re2/set.h>
#include <string>
#include <string_view>
#include <vector>

namespace neo::domain {

// Filled by one thread; once compiled, asked by any.
class PatternSet {
public:
    // Patterns count from 0, in the order they are added. Answers what is wrong with one, in RE2's words.
    std::optional<std::string> add(const std::string& pattern);
    // Once, behind the last one.
    void compile();

    // The patterns that may match somewhere in `text`; no other does.
    void candidates(std::string_view text, std::vector<int>& found) const;
    const re2::RE2& operator[](int pattern) const { return patterns_->GetRE2(pattern); }

private:
    static constexpr int shortest_word = 2;  // "${"

    std::unique_ptr<re2::FilteredRE2> patterns_ = std::make_unique<re2::FilteredRE2>(shortest_word);
    std::unique_ptr<re2::RE2::Set> words_;  // what the patterns cannot match without
    std::size_t word_count_ = 0;
    std::vector<int> always_;  // the patterns that no word is known of
};

// How RE2 is to read every pattern of the project: quietly, since what is wrong is said in an answer.
re2::RE2::Options pattern_options();

}  // namespace neo::domain
