#include "identifiers.hpp"

#include <plugin/base/digest.hpp>

#include <array>

namespace neo::app {

std::string promotion_key(const domain::VersionId& source, std::string_view target) {
    return sha256({source.organization, source.dataflow, std::to_string(source.version), target});
}

std::string new_id(Time now) {
    std::array<unsigned char, 16> bytes{};
    fill_random(bytes);
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
