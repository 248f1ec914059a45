#include "secret_search.hpp"

#include "secret_shape.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <string>

namespace neo::domain {

namespace {

using Finds = ContentPatterns::Finds;
using re2::StringPiece;

std::string_view view(const StringPiece& piece) {
    return {piece.data(), piece.size()};
}

StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

// What people choose may be a word with a number.
SecretPlace place_of(std::string_view name) {
    static const re2::RE2 of_people("(?i)pass|pwd|kennwort");
    return re2::RE2::PartialMatch(piece(name), of_people) ? SecretPlace::password : SecretPlace::named;
}

// The value behind "Bearer " and the like, and behind the "=" of an expression that is none.
std::string_view without_scheme(std::string_view value) {
    static const re2::RE2 scheme(
        R"((?i)^\s*=?\s*(?:(?:bearer|basic|token|bot|api-?key|key|digest|ssws|oauth|splunk)[ :=]+)?)");
    StringPiece rest = piece(value);
    re2::RE2::Consume(&rest, scheme);
    value = view(rest);
    const std::size_t end = value.find_last_not_of(" \t\r\n");
    return value.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

std::string percent_decoded(std::string_view value) {
    std::string plain;
    for (std::size_t at = 0; at < value.size(); ++at) {
        unsigned char byte = 0;
        const char* digits = value.data() + at + 1;
        if (value[at] == '%' && at + 2 < value.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            plain.push_back(static_cast<char>(byte));
            at += 2;
        } else {
            plain.push_back(value[at]);
        }
    }
    return plain;
}

// The search of one text.
class Search {
public:
    Search(const ContentPatterns& patterns, std::string_view text) : patterns_(patterns), text_(text) {}

    // What is filled in anywhere in the text makes the whole of it no literal.
    void under(std::string_view name) {
        const std::string_view value = without_scheme(text_);
        if (looks_secret(value, place_of(name)) && !is_filled_in(text_)) keep(value);
    }

    void by_pattern(int pattern) {
        const re2::RE2& expression = patterns_.set[pattern];
        const Finds finds = patterns_.searched[static_cast<std::size_t>(pattern)].finds;
        const int groups = std::min(expression.NumberOfCapturingGroups(), most_groups);
        Groups group;
        for (std::size_t at = 0; at < text_.size() && expression.Match(piece(text_), at, text_.size(),
                                                                       re2::RE2::UNANCHORED, group.data(), groups + 1);
             at = std::max(at + 1, begin_of(view(group[0])) + group[0].size()))
            take(finds, group);
    }

    // In the order of the text.
    void put_into(std::vector<std::string_view>& found) const {
        for (const auto& [begin, size] : found_)
            found.push_back(text_.substr(begin, size));
    }

private:
    static constexpr int most_groups = 8;
    using Groups = std::array<StringPiece, most_groups + 1>;

    std::size_t begin_of(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }

    void take(Finds finds, const Groups& group) {
        if (finds == Finds::assigned) return judge(view(group[2]), place_of(view(group[1])));
        if (finds == Finds::loosely_assigned) return judge(view(group[2]), SecretPlace::loose);
        const auto* value = std::find_if(group.begin() + 1, group.end(), [](const auto& one) { return !one.empty(); });
        const std::string_view secret = view(value == group.end() ? group[0] : *value);
        if (finds == Finds::random_secret) return judge(secret, SecretPlace::unnamed);
        // Its place or its own marks say enough: between "user:" and "@" a password may be a mere word.
        if (!is_uniform(secret) && !is_filled_in(secret)) keep(secret);
    }

    void judge(std::string_view value, SecretPlace place) {
        if (!looks_secret(value, place) || is_filled_in(value)) return;
        // In addresses and forms "%7B%7Btoken%7D%7D" is a reference too.
        const std::string plain = percent_decoded(value);
        if (plain == value || (looks_secret(without_scheme(plain), place) && !is_filled_in(plain))) keep(value);
    }

    // Somewhere else, or by a person who is still to do it.
    bool is_filled_in(std::string_view value) const {
        constexpr std::size_t enough = 512;
        const StringPiece start = piece(value.substr(0, enough));
        return re2::RE2::PartialMatch(start, *patterns_.references) ||
               re2::RE2::PartialMatch(start, *patterns_.placeholders);
    }

    // What was kept first stays: nothing within it or around it is kept besides.
    void keep(std::string_view value) {
        const std::size_t begin = begin_of(value);
        const auto next = found_.lower_bound(begin);
        if (next != found_.end() && next->first < begin + value.size()) return;
        if (next != found_.begin() && std::prev(next)->first + std::prev(next)->second > begin) return;
        found_.emplace_hint(next, begin, value.size());
    }

    const ContentPatterns& patterns_;
    std::string_view text_;
    std::map<std::size_t, std::size_t> found_;  // where each begins, and its size
};

}  // namespace

bool is_secret_name(std::string_view name, const ContentPatterns& patterns) {
    constexpr std::size_t longest = 200;  // a name, and no text that ends with a word
    return name.size() <= longest && re2::RE2::PartialMatch(piece(name), *patterns.secret_names);
}

void find_secrets(std::string_view text, std::string_view secret_name, const std::vector<int>& candidates,
                  const ContentPatterns& patterns, std::vector<std::string_view>& found) {
    Search search(patterns, text);
    // Known kinds come first among the patterns: their values are the same wherever they stand.
    for (const int pattern : candidates) {
        if (patterns.searched[static_cast<std::size_t>(pattern)].finds != Finds::need) search.by_pattern(pattern);
    }
    if (!secret_name.empty()) search.under(secret_name);
    search.put_into(found);
}

}  // namespace neo::domain
