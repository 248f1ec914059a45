#include "identifiers.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace neo::app {

namespace {

template <std::size_t size>
std::string hexadecimal(const std::array<unsigned char, size>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * size);
    for (const unsigned char byte : bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

}  // namespace

std::string hash_of(const std::vector<std::string_view>& parts) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    bool hashed = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (const std::string_view part : parts) {
        const std::string length = std::to_string(part.size()) + ":";
        hashed = hashed && EVP_DigestUpdate(context.get(), length.data(), length.size()) == 1 &&
                 EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    }
    std::array<unsigned char, 32> digest{};
    if (!hashed || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
        throw std::runtime_error("SHA-256 is not to be had from the system's cryptographic library");
    }
    return hexadecimal(digest);
}

std::string promotion_key(const domain::VersionId& source, std::string_view target) {
    return hash_of({source.organization, source.dataflow, std::to_string(source.version), target});
}

std::string new_id(Time now) {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("no random numbers are to be had from the system's cryptographic library");
    }
    // 48 bits of milliseconds, then the microseconds within one in the 12 bits that follow the version.
    const std::int64_t microseconds = to_microseconds(now);
    const std::int64_t milliseconds = microseconds / 1000;
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
    const auto fraction = static_cast<unsigned>(microseconds % 1000 * 4096 / 1000);
    bytes[6] = static_cast<unsigned char>(0x70 | fraction >> 8);
    bytes[7] = static_cast<unsigned char>(fraction & 0xff);
    bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));
    std::string text = hexadecimal(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, 1, '-');
    return text;
}

}  // namespace neo::app
