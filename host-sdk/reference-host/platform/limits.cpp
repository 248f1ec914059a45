#include "limits.hpp"

#include <plugin/base/url_text.hpp>

#include <algorithm>

namespace neo::host {

namespace {

constexpr std::size_t longest_word_bytes = 64;

std::optional<std::string> refusal_of_text(std::string_view text, std::size_t longest_bytes) {
    if (text.empty() || text.size() > longest_bytes)
        return "must have 1 to " + std::to_string(longest_bytes) + " bytes";
    if (has_control_characters(text)) return "must not hold control characters";
    if (!sdk::is_utf8(text)) return "must be UTF-8";
    return std::nullopt;
}

}  // namespace

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_word(std::string_view word) {
    return !word.empty() && word.size() <= longest_word_bytes &&
           std::all_of(word.begin(), word.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

std::optional<std::string> refusal_of_id(std::string_view id) {
    if (auto why = refusal_of_text(id, longest_id_bytes)) return why;
    if (id == "." || id == ".." || id == "*") return "must not be \"" + std::string(id) + "\"";
    return std::nullopt;
}

std::optional<std::string> refusal_of_name(std::string_view name) {
    return refusal_of_text(name, longest_name_bytes);
}

std::optional<std::string> refusal_of_url(std::string_view url) {
    return refusal_of_text(url, longest_url_bytes);
}

bool is_method(std::string_view method) {
    return !method.empty() && method.size() <= 32 && std::all_of(method.begin(), method.end(), [](unsigned char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

std::string read_id(json::ObjectReader& reader, std::string_view key) {
    std::string id = reader.text(key);
    if (const auto why = refusal_of_id(id)) reader.refuse(key, *why);
    return id;
}

std::string read_name(json::ObjectReader& reader, std::string_view key, const std::string& fallback) {
    std::string name = reader.optional_text(key).value_or(fallback);
    if (const auto why = refusal_of_name(name)) reader.refuse(key, *why);
    return name;
}

std::vector<std::string> read_words(json::ObjectReader& reader, std::string_view key) {
    std::vector<std::string> words = reader.texts(key);
    if (!std::all_of(words.begin(), words.end(), [](const std::string& word) { return is_word(word); }))
        reader.refuse(key, "must hold texts of 1 to 64 visible ASCII characters");
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

std::optional<std::string> read_optional_word(json::ObjectReader& reader, std::string_view key) {
    auto word = reader.optional_text(key);
    if (word && !is_word(*word)) reader.refuse(key, "must have 1 to 64 visible ASCII characters");
    return word;
}

std::string read_choice(json::ObjectReader& reader, std::string_view key, std::span<const std::string_view> choices) {
    std::string choice = reader.text(key);
    if (std::find(choices.begin(), choices.end(), choice) != choices.end()) return choice;
    std::string all;
    for (const std::string_view other : choices)
        all += (all.empty() ? "\"" : ", \"") + std::string(other) + "\"";
    reader.refuse(key, "must be one of " + all);
}

}  // namespace neo::host
