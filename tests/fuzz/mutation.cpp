#include "mutation.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace neo::fuzz {

std::size_t rounds(std::size_t otherwise) {
    const char* value = std::getenv("NEO_FUZZ_ROUNDS");
    return value == nullptr ? otherwise : std::stoul(value);
}

Mutator::Mutator(std::uint64_t seed, std::vector<std::string> words) : random_(seed), words_(std::move(words)) {}

std::size_t Mutator::below(std::size_t limit) {
    return limit == 0 ? 0 : random_() % limit;
}

std::string Mutator::mutated(std::string text) {
    for (std::size_t count = 1 + below(8); count > 0; --count)
        change(text);
    return text;
}

void Mutator::change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, below(16));
    switch (below(6)) {
        case 0:
            text.insert(at, 1, static_cast<char>(below(256)));
            break;
        case 1:
            text.insert(at, words_[below(words_.size())]);
            break;
        case 2:
            text.erase(at, length);
            break;
        case 3:
            if (at < text.size()) text[at] = static_cast<char>(below(256));
            break;
        case 4:
            text.insert(below(text.size() + 1), text.substr(at, length));
            break;
        default:
            text.replace(at, length, words_[below(words_.size())]);
    }
}

std::vector<std::string> json_words() {
    return {"{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\\"",
            "\\u0000",
            "\\ud800",
            "\\u",
            "null",
            "true",
            "false",
            "1e2",
            "-0",
            "1e999",
            "0x1",
            "1.",
            "\"a\":",
            "\"\"",
            "[[[[[[",
            "]]]]]",
            "{}",
            "\"a\":{}",
            "\xFF",
            "\xC0\x80",
            "\xED\xA0\x80",
            "\xEF\xBB\xBF",
            "//",
            "\r\n",
            "\t",
            "99999999999999999999",
            std::string(1, '\0')};
}

std::string random_json(Mutator& mutator, int depth) {
    static const std::array<std::string, 5> spaces{"", "", " ", "\n\t", "\r "};
    static const std::array<std::string, 8> strings{
        R"("")", R"("a")", R"("a\"b")", R"("\\")", R"("\u0041")", "\"\xF0\x9F\x98\x80\"", R"("[{,:}]")", R"("\\\"")"};
    static const std::array<std::string, 8> scalars{"null", "true", "false",   "0",
                                                    "-0.0", "1e2",  "1.50E-3", "12345678901234567890"};
    const auto space = [&]() -> const std::string& { return spaces[mutator.below(spaces.size())]; };
    const auto text = [&]() -> const std::string& { return strings[mutator.below(strings.size())]; };
    const std::size_t kind = mutator.below(depth > 0 ? 4 : 2);
    if (kind == 0) return space() + scalars[mutator.below(scalars.size())] + space();
    if (kind == 1) return space() + text() + space();
    std::string out = space() + (kind == 2 ? "[" : "{") + space();
    for (std::size_t count = mutator.below(5); count > 0; --count) {
        if (kind == 3) out += space() + text() + space() + ":";
        out += random_json(mutator, depth - 1);
        if (count > 1) out += ",";
    }
    return out + space() + (kind == 2 ? "]" : "}") + space();
}

}  // namespace neo::fuzz
