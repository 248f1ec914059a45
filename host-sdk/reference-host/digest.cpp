#include "digest.hpp"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <stdexcept>

namespace neo::host {

namespace {

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back(digits[bytes[i] >> 4]);
        out.push_back(digits[bytes[i] & 15]);
    }
    return out;
}

}  // namespace

std::string sha256(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return hexadecimal(digest.data(), digest.size());
}

std::string sha256(const std::vector<std::string_view>& parts) {
    std::string joined;
    for (const std::string_view part : parts)
        joined.append(std::to_string(part.size())).append(":").append(part);
    return sha256(joined);
}

std::string random_secret() {
    std::array<unsigned char, 32> bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("the system's random generator gave nothing");
    return hexadecimal(bytes.data(), bytes.size());
}

}  // namespace neo::host
