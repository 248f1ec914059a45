#include "protocol_framing.hpp"

#include <cstdint>

namespace neo::test {

namespace {

constexpr std::uint32_t tls_request = 80877103;
constexpr std::uint32_t gss_request = 80877104;

std::uint32_t byte(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    return byte(bytes, at) << 24 | byte(bytes, at + 1) << 16 | byte(bytes, at + 2) << 8 | byte(bytes, at + 3);
}

std::size_t whole(std::size_t size, std::string_view bytes) {
    return size <= bytes.size() ? size : 0;
}

// Length (3 bytes, of the payload) and sequence number.
std::size_t mysql_size(std::string_view bytes) {
    if (bytes.size() < 4) return 0;
    return whole(4 + (byte(bytes, 0) | byte(bytes, 1) << 8 | byte(bytes, 2) << 16), bytes);
}

// Type, and length (4 bytes, without the type).
std::size_t postgresql_size(std::string_view bytes) {
    return bytes.size() < 5 ? 0 : whole(1 + big_endian(bytes, 1), bytes);
}

}  // namespace

std::size_t ProtocolFraming::size_of_client_message(std::string_view bytes) {
    if (!postgresql_) return mysql_size(bytes);
    if (started_) return postgresql_size(bytes);
    // The first messages have no type.
    if (bytes.size() < 8) return 0;
    const std::size_t size = whole(big_endian(bytes, 0), bytes);
    const std::uint32_t code = big_endian(bytes, 4);
    if (size == 0) return 0;
    asks_tls_ = code == tls_request || code == gss_request;
    started_ = !asks_tls_;
    return size;
}

std::size_t ProtocolFraming::size_of_server_message(std::string_view bytes) {
    if (!postgresql_) return mysql_size(bytes);
    if (!asks_tls_ || bytes.empty()) return postgresql_size(bytes);
    asks_tls_ = false;
    return 1;
}

}  // namespace neo::test
