// Deterministic damage to texts: the same seed gives the same texts on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace neo::fuzz {

// How many rounds a test runs: environment NEO_FUZZ_ROUNDS, else `otherwise`.
std::size_t rounds(std::size_t otherwise);

class Mutator {
public:
    // `words` are put into texts now and then, beside random bytes.
    Mutator(std::uint64_t seed, std::vector<std::string> words);

    // `text` with one to eight bytes or words changed, put in, taken out, repeated or moved.
    std::string mutated(std::string text);

    // Up to and without `limit`.
    std::size_t below(std::size_t limit);

private:
    void change(std::string& text);

    std::mt19937_64 random_;
    std::vector<std::string> words_;
};

// Words of JSON that parsers stumble over.
std::vector<std::string> json_words();

// A random JSON document: spaces of every kind, repeated keys, escapes, numbers of every shape.
std::string random_json(Mutator& mutator, int depth = 5);

}  // namespace neo::fuzz
