#include "digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace neo {

namespace {

EVP_MD_CTX* of(void* context) noexcept {
    return static_cast<EVP_MD_CTX*>(context);
}

void expect(bool done) {
    if (!done) throw std::runtime_error("SHA-256 is not to be had from the system's cryptographic library");
}

// Looked up once: that costs as much as hashing a kilobyte.
const EVP_MD* method() {
    static const std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                    EVP_MD_free);
    return fetched.get();
}

}  // namespace

std::string hexadecimal(std::span<const unsigned char> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

void Sha256::Free::operator()(void* context) const noexcept {
    EVP_MD_CTX_free(of(context));
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    expect(context_ && method() != nullptr && EVP_DigestInit_ex(of(context_.get()), method(), nullptr) == 1);
}

Sha256& Sha256::add(std::string_view bytes) {
    expect(EVP_DigestUpdate(of(context_.get()), bytes.data(), bytes.size()) == 1);
    return *this;
}

Sha256& Sha256::add_part(std::string_view part) {
    return add(std::to_string(part.size()) + ":").add(part);
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    expect(EVP_DigestFinal_ex(of(context_.get()), digest.data(), nullptr) == 1);
    return hexadecimal(digest);
}

std::string sha256(std::string_view text) {
    return Sha256().add(text).hex();
}

std::string sha256(const std::vector<std::string_view>& parts) {
    Sha256 sum;
    for (const std::string_view part : parts)
        sum.add_part(part);
    return sum.hex();
}

std::string keyed_hash(std::string_view key, std::string_view text) {
    const auto bytes = [](std::string_view of) { return reinterpret_cast<const unsigned char*>(of.data()); };
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    expect(HMAC(method(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(), hash.data(), &size) !=
           nullptr);
    return hexadecimal(std::span(hash).first(size));
}

void fill_random(std::span<unsigned char> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("no random numbers are to be had from the system's cryptographic library");
}

std::string random_secret() {
    std::array<unsigned char, 32> bytes{};
    fill_random(bytes);
    return hexadecimal(bytes);
}

}  // namespace neo
