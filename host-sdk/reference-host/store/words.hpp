// Lists of words (permissions, modules) as the store keeps them: separated by single spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace neo::host::store {

inline std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}

inline std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

inline bool has_word(std::string_view text, std::string_view word) {
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        if (text.substr(0, end) == word) return true;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return false;
}

}  // namespace neo::host::store
