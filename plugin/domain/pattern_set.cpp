#include "pattern_set.hpp"

#include <numeric>

namespace neo::domain {

re2::RE2::Options pattern_options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    return options;
}

std::optional<std::string> PatternSet::add(const std::string& pattern) {
    int index = 0;
    if (patterns_->Add(pattern, pattern_options(), &index) == re2::RE2::NoError) return std::nullopt;
    return re2::RE2(pattern, pattern_options()).error();
}

void PatternSet::compile() {
    if (patterns_->NumRegexps() == 0) return;
    std::vector<std::string> words;
    patterns_->Compile(&words);
    auto options = pattern_options();
    options.set_literal(true);
    options.set_case_sensitive(false);
    words_ = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
    for (const std::string& word : words)
        words_->Add(word, nullptr);
    words_->Compile();
    word_count_ = words.size();
    patterns_->AllPotentials({}, &always_);
}

void PatternSet::candidates(std::string_view text, std::vector<int>& found) const {
    found.clear();
    if (!words_) return;
    std::vector<int> words;
    re2::RE2::Set::ErrorInfo error{};
    words_->Match({text.data(), text.size()}, &words, &error);
    if (error.kind != re2::RE2::Set::kNoError) {
        words.resize(word_count_);  // no answer is no "no"
        std::iota(words.begin(), words.end(), 0);
    }
    if (words.empty())
        found = always_;
    else
        patterns_->AllPotentials(words, &found);
}

}  // namespace neo::domain
