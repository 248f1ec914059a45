#include "identifiers.hpp"

#include <neo/host/cpp/json_text.hpp>
#include <plugin/base/digest.hpp>

#include <algorithm>
#include <array>

namespace neo::app {

std::string promotion_key(const domain::VersionId& source, std::string_view target) {
    return sha256({source.organization, source.dataflow, std::to_string(source.version), target});
}

std::string content_hash(const ports::Version& version) {
    Sha256 hash;
    hash.add_part(sdk::json_text::compact(version.blocks)).add_part(sdk::json_text::compact(version.connections));
    hash.add_part(version.module.value_or("")).add_part(version.global ? "global" : "");
    return hash.hex();
}

namespace {

using Bytes = std::array<unsigned char, 16>;

// `bytes` with the time, the version and the variant over what is there.
std::string id_of(Time time, Bytes bytes) {
    // 48 bits of milliseconds, then the microseconds within one in the 12 bits that follow the version.
    const std::int64_t microseconds = std::max<std::int64_t>(to_microseconds(time), 0);
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

}  // namespace

std::string new_id(Time now) {
    Bytes bytes{};
    fill_random(bytes);
    return id_of(now, bytes);
}

std::string first_id(Time time) {
    return id_of(time, {});
}

}  // namespace neo::app
