// SHA-256 and random bytes, in lower-case hexadecimal. Any thread. Throw std::runtime_error when the system's
// cryptographic library gives nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo {

std::string hexadecimal(std::span<const unsigned char> bytes);

// What is hashed may come in pieces.
class Sha256 {
public:
    Sha256();

    Sha256& add(std::string_view bytes);
    // A part of a list, preceded by its length, so that no two lists are hashed alike.
    Sha256& add_part(std::string_view part);
    // Once, at the end.
    std::string hex();

private:
    struct Free {
        void operator()(void* context) const noexcept;
    };
    std::unique_ptr<void, Free> context_;
};

std::string sha256(std::string_view text);
std::string sha256(const std::vector<std::string_view>& parts);

// HMAC-SHA-256: who does not have the key cannot try which text it is of.
std::string keyed_hash(std::string_view key, std::string_view text);

// From the system's generator.
void fill_random(std::span<unsigned char> bytes);
// 256 random bits.
std::string random_secret();

}  // namespace neo
