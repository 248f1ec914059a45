#include "decoded.hpp"

#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace neo::test {

namespace {

std::string from_gzip(std::string packed) {
    constexpr int gzip_only = 15 + 16;
    z_stream stream{};
    if (inflateInit2(&stream, gzip_only) != Z_OK) throw std::runtime_error("zlib does not begin");
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    int result = Z_OK;
    while (result == Z_OK) {
        char part[65536];
        stream.next_out = reinterpret_cast<Bytef*>(part);
        stream.avail_out = sizeof part;
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(part, sizeof part - stream.avail_out);
    }
    const bool is_whole = result == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (!is_whole) throw std::runtime_error("this is no gzip");
    return text;
}

std::string from_zstd(const std::string& packed) {
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) throw std::runtime_error("this is no zstd");
    std::string text(size, '\0');
    if (ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size()) != size)
        throw std::runtime_error("this is no zstd");
    return text;
}

}  // namespace

std::string decoded(const Answer& answer) {
    const std::string coding = answer.header("content-encoding");
    if (coding.empty()) return answer.body;
    if (coding == "gzip") return from_gzip(answer.body);
    if (coding == "zstd") return from_zstd(answer.body);
    throw std::runtime_error("the coding " + coding + " is not expected");
}

}  // namespace neo::test
