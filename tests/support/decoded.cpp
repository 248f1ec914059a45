#include "decoded.hpp"

#include <memory>
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

struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

std::string from_zstd(const std::string& packed) {
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    std::string text;
    std::size_t left = 1;
    while (left != 0) {
        char part[65536];
        ZSTD_outBuffer out{part, sizeof part, 0};
        const std::size_t read = in.pos;
        left = ZSTD_decompressStream(context.get(), &out, &in);
        const bool goes_on = in.pos > read || out.pos > 0;
        if (ZSTD_isError(left) != 0 || !goes_on) throw std::runtime_error("this is no zstd");
        text.append(part, out.pos);
    }
    if (in.pos != in.size) throw std::runtime_error("more follows the zstd");
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
